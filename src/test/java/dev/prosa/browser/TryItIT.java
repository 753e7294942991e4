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
    final Scene scene = new Scene();

    private Desk ana;
    private Locator panel;

    @BeforeEach
    void thePanelIsOpen() {
        Institution institution = scene.institution();
        String sales = institution.department("Sales");
        institution.channel("Website", "WEBCHAT", sales);
        ana = scene.desk(institution.agent("Ana", sales)).logsIn();
        ana.button("Try it").click();
        panel = ana.page().getByRole(AriaRole.REGION, Desk.pageNamed("Try it"));
    }

    @Test
    void contact_simulated_writes() {
        panel.getByText("A message", new Locator.GetByTextOptions().setExact(true))
                .click();
        panel.getByLabel("Name").fill("Maria Souza");
        panel.getByRole(AriaRole.TEXTBOX, Desk.named("Message")).fill("Is the room free?");
        panel.getByRole(AriaRole.BUTTON, Desk.named("Send message")).click();
        ana.sees("Maria Souza").says("Is the room free?");
    }

    @Test
    void day_simulated_isPlayedWhileOneWorks() {
        panel.getByRole(AriaRole.SLIDER).press("End");
        panel.getByRole(AriaRole.BUTTON, Desk.named("Start the day")).click();
        panel.getByRole(AriaRole.BUTTON, Desk.named("Close")).click();
        assertThat(panel).not().isVisible();
        assertThat(ana.rows()).hasCount(2);
        assertThat(ana.rows()).hasCount(3);
    }

    @Test
    void burst_simulated_arrives() {
        panel.getByText("A burst", new Locator.GetByTextOptions().setExact(true))
                .click();
        panel.getByRole(AriaRole.BUTTON, Desk.named("Send burst")).click();
        assertThat(panel.getByText("20 of 20 sent.")).isVisible();
        assertThat(ana.rows()).hasCount(8);
        ana.counts("Waiting", 8);
    }
}
