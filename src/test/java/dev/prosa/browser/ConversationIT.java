package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one agent reads and writes in a conversation. */
@RequiresChromium
class ConversationIT {

    private static final String REFUSED =
            """
            {"status": 400, "code": "VALIDATION_ERROR", "detail": "Not like this.", "errors": []}""";

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private RegisteredInstitution.Agent agent;
    private Contact maria;
    private Contact joao;
    private ConsolePage ana;

    @BeforeEach
    void anAgentAndTwoContacts() {
        institution = browsers.institution();
        String sales = institution.department("Sales");
        String website = institution.channel("Website", "WEBCHAT", sales);
        agent = institution.agent("Ana", sales);
        maria = institution.contact("Maria Souza", website);
        joao = institution.contact("João Lima", website);
        ana = browsers.console(agent);
    }

    @Test
    void olderMessages_areLoadedOnScrollingUp() {
        institution.replies(agent, maria.writesMany(200), "That was a lot.");
        OpenConversation thread =
                ana.logsIn().opensTab("Mine").opens("Maria Souza").showsMessage("That was a lot.");
        assertThat(thread.log().getByText("Message 1.")).hasCount(0);
        for (int first : new int[] {152, 102, 52, 2, 1}) {
            thread.showsMessage("Message " + first + ".");
            thread.log().press("Home");
        }
        assertThat(thread.log().getByRole(AriaRole.ARTICLE)).hasCount(201);
    }

    @Test
    void draft_isSavedPerConversation() {
        maria.writes("Is the room free?");
        joao.writes("Good morning");
        OpenConversation thread = ana.logsIn().opens("Maria Souza");
        thread.reply().fill("It is, from");
        assertThat(ana.opens("João Lima").reply()).hasValue("");
        assertThat(ana.opens("Maria Souza").reply()).hasValue("It is, from");
        ana.page().reload();
        assertThat(ana.showsConversation("Maria Souza").reply()).hasValue("It is, from");
    }

    @Test
    void reply_refused_saysWhy_andCanBeRetried() {
        maria.writes("Is the room free?");
        OpenConversation thread = ana.logsIn().opens("Maria Souza");
        ana.errors().expect(400);
        ana.page().route("**/messages", ConversationIT::refused, new Page.RouteOptions().setTimes(1));
        thread.replies("It is.");
        assertThat(thread.log().getByText("Not sent: Not like this.")).isVisible();
        thread.button("Try again").click();
        thread.hasSentAll().showsMessage("It is.");
        assertThat(thread.log().getByText("Not sent")).hasCount(0);
    }

    private static void refused(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(400)
                .setContentType("application/problem+json")
                .setBody(REFUSED));
    }

    @Test
    void conversation_withANewContact_isStarted_andNamed() {
        ana.logsIn().button("New conversation").click();
        Locator start = ana.dialog("New conversation");
        start.getByRole(AriaRole.SEARCHBOX).fill("+55 11 95555-4444");
        start.getByRole(AriaRole.RADIO, beginning("New contact")).check();
        start.getByLabel("Message").fill("Hello, this is Aurora Travel.");
        start.getByRole(AriaRole.BUTTON, ConsolePage.named("Send")).click();
        OpenConversation thread = ana.showsConversation("5511955554444").showsMessage("Hello, this is Aurora Travel.");

        thread.details()
                .getByRole(AriaRole.BUTTON, ConsolePage.named("Edit contact"))
                .click();
        Locator edit = ana.dialog("Edit contact");
        edit.getByRole(AriaRole.TEXTBOX, beginning("Name")).fill("Rita Alves");
        edit.getByRole(AriaRole.BUTTON, ConsolePage.named("Save")).click();
        ana.showsConversation("Rita Alves");
        ana.opensTab("Mine").seesOnly("Rita Alves");
    }

    private static Locator.GetByRoleOptions beginning(String name) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name));
    }
}
