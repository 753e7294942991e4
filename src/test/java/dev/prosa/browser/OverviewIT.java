package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A supervisor looks at all departments. */
@RequiresChromium
class OverviewIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private RegisteredInstitution.Agent ana;
    private Contact maria;
    private ConsolePage carla;

    @BeforeEach
    void aSupervisorOfAllAndOneConversation() {
        institution = browsers.institution();
        String sales = institution.department("Sales");
        institution.department("Support");
        ana = institution.agent("Ana", sales);
        maria = institution.contact("Maria Souza", institution.channel("Website", "WEBCHAT", sales));
        carla = browsers.console(institution.supervisor("Carla")).logsIn().opensView("Overview");
    }

    @Test
    void overview_countsTheQueueLive() {
        assertThat(card("Sales")).containsText(Pattern.compile("Waiting\\s*0.*nobody waits", Pattern.DOTALL));
        String conversation = maria.writes("Is the room free?");
        assertThat(card("Sales"))
                .containsText(Pattern.compile("Waiting\\s*1\\s*Open\\s*0\\s*Unread\\s*1\\s*Longest wait\\s*\\d+ s"));
        assertThat(chart("Waiting: 1 now")).isVisible();
        institution.replies(ana, conversation, "It is.");
        assertThat(card("Sales")).containsText(Pattern.compile("Waiting\\s*0\\s*Open\\s*1"));
        assertThat(chart("Waiting: 0 now")).isVisible();
        assertThat(chart("Waiting contacts answered since .*: 1$")).isVisible();
        assertThat(card("Support")).containsText(Pattern.compile("Waiting\\s*0\\s*Open\\s*0"));
    }

    private Locator card(String department) {
        return carla.page().getByRole(AriaRole.ARTICLE, ConsolePage.pageNamed(department));
    }

    private Locator chart(String label) {
        return carla.page().getByRole(AriaRole.IMG, ConsolePage.pageNamed(Pattern.compile("^" + label)));
    }
}
