package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coming in and going out. */
@RequiresChromium
class LoginIT {

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private RegisteredInstitution institution;
    private ConsolePage ana;

    @BeforeEach
    void anAgent() {
        institution = browsers.institution();
        ana = browsers.console(institution.agent("Ana", institution.department("Sales")));
    }

    @Test
    void login_withAWrongPassword_showsIt() {
        ana.errors().expect(401);
        ana.opensTheConsole().submitsLogin("not the password");
        assertThat(ana.page().getByRole(AriaRole.ALERT)).hasText("Email or password is wrong.");
        ana.submitsLogin(RegisteredInstitution.PASSWORD);
        ana.isLive();
    }

    @Test
    void session_overAReload_lastsUntilLogout() {
        ana.logsIn();
        ana.page().reload();
        ana.isLive().opensTheMenu().button("Log out").click();
        assertThat(ana.button("Log in")).isVisible();
        ana.page().reload();
        assertThat(ana.button("Log in")).isVisible();
    }

    @Test
    void passwordChange_keepsTheSession_andWorksAtLogin() {
        ana.logsIn().opensTheMenu().button("Change password").click();
        ana.dialog("Change password").getByLabel("Current password").fill(RegisteredInstitution.PASSWORD);
        ana.dialog("Change password").getByLabel("New password").fill("another password");
        ana.button("Change").click();
        ana.showsText("Your password has been changed.");
        ana.isLive().opensTheMenu().button("Log out").click();
        ana.submitsLogin("another password");
        ana.isLive();
    }

    @Test
    void agent_deactivated_isSentBackToTheLogin() {
        ana.logsIn();
        ana.errors().expect(401);
        institution.deactivates(ana.agent());
        assertThat(ana.page().getByRole(AriaRole.ALERT)).hasText("Your session has ended. Please log in again.");
    }
}
