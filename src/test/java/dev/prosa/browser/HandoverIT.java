package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two agents and a contact: who holds the conversation, and who has read it. */
@RequiresChromium
class HandoverIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private Contact maria;
    private ConsolePage ana;
    private ConsolePage bruno;

    @BeforeEach
    void twoAgentsAndAContact() {
        RegisteredInstitution institution = browsers.institution();
        String sales = institution.department("Sales");
        String support = institution.department("Support");
        maria = institution.contact("Maria Souza", institution.channel("Website", "WEBCHAT", sales));
        ana = browsers.console(institution.agent("Ana", sales)).logsIn();
        bruno = browsers.console(institution.agent("Bruno", sales, support)).logsIn();
    }

    @Test
    void conversation_isHandedOverToItsEnd_andANewOneBegins() {
        String first = maria.writes("Is the room free?");
        ana.sees("Maria Souza").isWaiting().isUnread(1);
        bruno.sees("Maria Souza").isWaiting().isUnread(1);

        OpenConversation atAna =
                ana.opens("Maria Souza").showsMessage("Is the room free?").takes();
        bruno.seesNo("Maria Souza");
        bruno.opensTab("All open").sees("Maria Souza").isAssignedTo("Ana");

        atAna.transfersTo("Support", "She asks for a refund");
        ana.opensTab("All open").seesNo("Maria Souza");
        OpenConversation atBruno = bruno.opensTab("Waiting").opens("Maria Souza");
        assertThat(atBruno.details()).containsText("She asks for a refund");

        atBruno.takes().replies("Which booking is it?").showsMessage("Which booking is it?");
        maria.writes("Number 12");
        atBruno.showsMessage("Number 12").closes();
        bruno.opensTab("Mine").seesNo("Maria Souza");

        String second = maria.writes("One more thing");
        assertThat(second).isNotEqualTo(first);
        ana.opensTab("Waiting").opens("Maria Souza").showsMessage("One more thing");
    }

    @Test
    void assignment_cameSecond_namesWhoWasFirst() {
        bruno.errors().expect(409);
        maria.writes("Is the room free?");
        OpenConversation atAna = ana.opens("Maria Souza");
        OpenConversation atBruno = bruno.opens("Maria Souza");
        bruno.page().route("**/assign", route -> {
            atAna.takes();
            route.resume();
        });
        atBruno.button("Take").click();
        bruno.showsText("Already taken by Ana.");
    }

    @Test
    void preview_ofAnothersConversation_leavesItUnread() {
        List<String> commands = new ArrayList<>();
        ana.page().onRequest(request -> {
            if (request.method().equals("PATCH")) commands.add(request.url().replaceAll(".*/", ""));
        });
        String conversation = maria.writes("Is the room free?");
        OpenConversation thread = ana.opens("Maria Souza").showsMessage("Is the room free?");
        bruno.sees("Maria Souza").isUnread(1);
        maria.writes("In May");
        thread.showsMessage("In May");
        bruno.sees("Maria Souza").isUnread(2);
        assertThat(unread(conversation)).isEqualTo(2);
        thread.takes();
        ana.opensTab("Mine").sees("Maria Souza").isRead();
        bruno.opensTab("All open").sees("Maria Souza").isRead();
        assertThat(commands).startsWith("assign").contains("read");
        assertThat(unread(conversation)).isZero();
    }

    private int unread(String conversation) {
        return maria.conversation(conversation).path("unreadCount").asInt();
    }
}
