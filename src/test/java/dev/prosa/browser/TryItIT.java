package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The panel that plays contacts, for newcomers. */
@RequiresChromium
class TryItIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private ConsolePage ana;
    private Locator panel;

    @BeforeEach
    void thePanelIsOpen() {
        RegisteredInstitution institution = browsers.institution();
        String sales = institution.department("Sales");
        institution.channel("Website", "WEBCHAT", sales);
        ana = browsers.console(institution.agent("Ana", sales)).logsIn();
        ana.button("Try it").click();
        panel = ana.page().getByRole(AriaRole.REGION, ConsolePage.pageNamed("Try it"));
    }

    @Test
    void contact_simulated_writes() {
        panel.getByText("A message", new Locator.GetByTextOptions().setExact(true))
                .click();
        panel.getByLabel("Name").fill("Maria Souza");
        panel.getByRole(AriaRole.TEXTBOX, ConsolePage.named("Message")).fill("Is the room free?");
        panel.getByRole(AriaRole.BUTTON, ConsolePage.named("Send message")).click();
        ana.sees("Maria Souza").showsLastMessage("Is the room free?");
    }

    @Test
    void day_simulated_isPlayedWhileOneWorks() {
        panel.getByRole(AriaRole.SLIDER).press("End");
        panel.getByRole(AriaRole.BUTTON, ConsolePage.named("Start the day")).click();
        panel.getByRole(AriaRole.BUTTON, ConsolePage.named("Close")).click();
        assertThat(panel).not().isVisible();
        assertThat(ana.rows()).hasCount(2);
        assertThat(ana.rows()).hasCount(3);
    }

    @Test
    void burst_simulated_arrives() {
        panel.getByText("A burst", new Locator.GetByTextOptions().setExact(true))
                .click();
        panel.getByRole(AriaRole.BUTTON, ConsolePage.named("Send burst")).click();
        assertThat(panel.getByText("20 of 20 sent.")).isVisible();
        assertThat(ana.rows()).hasCount(8);
        ana.tabCounts("Waiting", 8);
    }
}
