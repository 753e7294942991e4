package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** Shows the main views of the console to an administrator and calls {@code stop} at each. */
record ViewTour(ConsolePage admin, String contact, Consumer<String> stop) {

    void run() {
        admin.opensTheConsole();
        assertThat(admin.button("Log in")).isVisible();
        stop.accept("login");
        admin.logsIn().opensTab("All open").sees(contact);
        stop.accept("queue");
        showConversation();
        showDialogs();
        admin.opensView("Overview");
        assertThat(admin.page().getByRole(AriaRole.ARTICLE, ConsolePage.pageNamed("Support")))
                .isVisible();
        stop.accept("overview");
        showAdministration();
        admin.opensView("Queue").button("Try it").click();
        assertThat(admin.button("Start the day")).isVisible();
        stop.accept("try-it");
    }

    private void showConversation() {
        admin.opens(contact);
        stop.accept("conversation");
        admin.presses("x").dialog("Transfer");
        stop.accept("transfer");
        admin.presses("Escape").hasNoDialog();
        admin.presses("?").dialog("Keyboard shortcuts");
        stop.accept("help");
        admin.presses("Escape").hasNoDialog();
        admin.presses("Escape").sees(contact);
    }

    private void showDialogs() {
        admin.presses("n").dialog("New conversation");
        stop.accept("new-conversation");
        admin.presses("Escape").hasNoDialog();
        admin.opensTheMenu();
        assertThat(admin.button("Log out")).isVisible();
        stop.accept("menu");
        admin.presses("Escape");
    }

    private void showAdministration() {
        admin.opensView("Admin");
        for (String section : new String[] {"Departments", "Agents", "API keys"}) {
            admin.navigation("Administration")
                    .getByRole(AriaRole.LINK, ConsolePage.named(section))
                    .click();
            assertThat(admin.page().getByRole(AriaRole.TABLE, ConsolePage.pageNamed(section)))
                    .isVisible();
            stop.accept("admin-" + section.toLowerCase().replace(' ', '-'));
        }
    }
}
