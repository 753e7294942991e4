package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.prosa.testing.Wire;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network between the browser and the service goes away and comes back, while people go on writing. */
@RequiresChromium
class NetworkIT {

    @RegisterExtension
    final Scene scene = new Scene();

    private Wire wire;
    private Contact maria;
    private Contact joao;
    private String conversation;
    private Desk ana;
    private OpenConversation thread;

    @BeforeEach
    void aConversationAtTheOtherEndOfAWire() {
        wire = Wire.to(scene.service().getPort());
        Institution institution = scene.institution();
        String sales = institution.department("Sales");
        String website = institution.channel("Website", "WEBCHAT", sales);
        maria = institution.contact("Maria Souza", website);
        joao = institution.contact("João Lima", website);
        conversation = maria.writes("Is the room free?");
        URI address = URI.create("http://127.0.0.1:" + wire.port());
        ana = scene.desk(institution.agent("Ana", sales), Look.DESKTOP, address).logsIn();
        ana.complaints().expectNetworkLoss();
        thread = ana.opens("Maria Souza").takes();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void console_afterAnOutage_showsEverythingOnce() {
        wire.cut();
        ana.isConnected("Connecting…");
        maria.writes("Are you there?");
        joao.writes("Good morning");
        wire.mend();
        ana.isLive();
        thread.reads("Is the room free?").reads("Are you there?");
        ana.turnsTo("Waiting").seesOnly("João Lima");
    }

    @Test
    void reply_writtenOffline_arrivesOnce() {
        wire.cut();
        ana.isConnected("Connecting…");
        thread.replies("In May it is.").reads("In May it is.");
        wire.mend();
        ana.isLive();
        thread.hasSentAll().reads("In May it is.");
        maria.writes("Thank you");
        thread.reads("Thank you").reads("In May it is.");
        assertThat(texts()).containsExactly("Thank you", "In May it is.", "Is the room free?");
    }

    /** The reply was taken, but neither the answer nor live push says so before it is tried again. */
    @Test
    void reply_whoseAnswerIsLost_arrivesOnce() {
        HeldBack push = new HeldBack();
        ana.page().routeWebSocket("**/v1/live", push::between);
        ana.page().reload();
        ana.isLive();
        push.holdBack();
        ana.page().route("**/messages", NetworkIT::takenButNotSaid, new Page.RouteOptions().setTimes(1));
        thread.replies("In May it is.").hasSentAll().reads("In May it is.");
        push.letGo();
        maria.writes("Thank you");
        thread.reads("Thank you").reads("In May it is.");
        assertThat(texts()).containsExactly("Thank you", "In May it is.", "Is the room free?");
    }

    private static void takenButNotSaid(Route route) {
        route.fetch();
        route.abort("connectionreset");
    }

    private Iterable<String> texts() {
        return maria.messages(conversation).findValuesAsText("content");
    }
}
