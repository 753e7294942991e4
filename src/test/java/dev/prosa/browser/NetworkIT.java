package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.prosa.testing.FaultProxy;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network between the browser and the service goes away and comes back, while people go on writing. */
@RequiresChromium
class NetworkIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private FaultProxy proxy;
    private Contact maria;
    private Contact joao;
    private String conversation;
    private ConsolePage ana;
    private OpenConversation thread;

    @BeforeEach
    void aConversationAtTheOtherEndOfAWire() {
        proxy = FaultProxy.to(browsers.service().getPort());
        RegisteredInstitution institution = browsers.institution();
        String sales = institution.department("Sales");
        String website = institution.channel("Website", "WEBCHAT", sales);
        maria = institution.contact("Maria Souza", website);
        joao = institution.contact("João Lima", website);
        conversation = maria.writes("Is the room free?");
        URI address = URI.create("http://127.0.0.1:" + proxy.port());
        ana = browsers.console(institution.agent("Ana", sales), Screen.DESKTOP, address)
                .logsIn();
        ana.errors().expectNetworkLoss();
        thread = ana.opens("Maria Souza").takes();
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void console_afterAnOutage_showsEverythingOnce() {
        proxy.cut();
        ana.isConnected("Connecting…");
        maria.writes("Are you there?");
        joao.writes("Good morning");
        proxy.restore();
        ana.isLive();
        thread.showsMessage("Is the room free?").showsMessage("Are you there?");
        ana.opensTab("Waiting").seesOnly("João Lima");
    }

    @Test
    void reply_writtenOffline_arrivesOnce() {
        proxy.cut();
        ana.isConnected("Connecting…");
        thread.replies("In May it is.").showsMessage("In May it is.");
        proxy.restore();
        ana.isLive();
        thread.hasSentAll().showsMessage("In May it is.");
        maria.writes("Thank you");
        thread.showsMessage("Thank you").showsMessage("In May it is.");
        assertThat(texts()).containsExactly("Thank you", "In May it is.", "Is the room free?");
    }

    /** The reply was taken, but neither the answer nor live push says so before it is tried again. */
    @Test
    void reply_whoseAnswerIsLost_arrivesOnce() {
        DelayedFrames push = new DelayedFrames();
        ana.page().routeWebSocket("**/v1/live", push::intercept);
        ana.page().reload();
        ana.isLive();
        push.delay();
        ana.page().route("**/messages", NetworkIT::loseAnswer, new Page.RouteOptions().setTimes(1));
        thread.replies("In May it is.").hasSentAll().showsMessage("In May it is.");
        push.release();
        maria.writes("Thank you");
        thread.showsMessage("Thank you").showsMessage("In May it is.");
        assertThat(texts()).containsExactly("Thank you", "In May it is.", "Is the room free?");
    }

    private static void loseAnswer(Route route) {
        route.fetch();
        route.abort("connectionreset");
    }

    private Iterable<String> texts() {
        return maria.messages(conversation).findValuesAsText("content");
    }
}
