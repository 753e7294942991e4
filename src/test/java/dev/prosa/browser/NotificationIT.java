package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** New messages while one looks elsewhere. */
@RequiresChromium
class NotificationIT {

    /** Another window has the focus, and what is shown on the desktop is written down. */
    private static final String LOOKS_ELSEWHERE =
            """
            document.hasFocus = () => false;
            window.shown = [];
            window.Notification = class extends EventTarget {
                static permission = 'default';
                static async requestPermission() { return Notification.permission = 'granted'; }
                constructor(title, {body}) { super(); window.shown.push(`${title}: ${body}`); }
            };""";

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private Contact maria;
    private ConsolePage ana;

    @BeforeEach
    void anAgentHoldsAConversationAndLooksElsewhere() {
        RegisteredInstitution institution = browsers.institution();
        String sales = institution.department("Sales");
        RegisteredInstitution.Agent agent = institution.agent("Ana", sales);
        String website = institution.channel("Website", "WEBCHAT", sales);
        maria = institution.contact("Maria Souza", website);
        institution.replies(agent, maria.writes("Is the room free?"), "It is.");
        institution.contact("João Lima", website).writes("Good morning");
        ana = browsers.console(agent);
        ana.page().addInitScript(LOOKS_ELSEWHERE);
        ana.logsIn();
    }

    @Test
    void title_countsUnreadOfMyConversations() {
        assertThat(ana.page()).hasTitle("Prosa");
        maria.writes("Hello?");
        assertThat(ana.page()).hasTitle("(1) Prosa");
        assertThat(shown()).isEqualTo(List.of());
    }

    @Test
    void notification_allowed_isShownOnTheDesktop() {
        ana.opensTheMenu().page().getByLabel("Desktop notifications").check();
        maria.writes("Hello?");
        assertThat(ana.page()).hasTitle("(1) Prosa");
        assertThat(shown()).isEqualTo(List.of("Maria Souza: Hello?"));
    }

    private Object shown() {
        return ana.page().evaluate("window.shown");
    }
}
