package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** An administrator goes through the main views of the console, and stops at each. */
record Tour(Desk admin, String contact, Consumer<String> stop) {

    void go() {
        admin.opensTheConsole();
        assertThat(admin.button("Log in")).isVisible();
        stop.accept("login");
        admin.logsIn().turnsTo("All open").sees(contact);
        stop.accept("queue");
        theConversation();
        theDialogs();
        admin.goesTo("Overview");
        assertThat(admin.page().getByRole(AriaRole.ARTICLE, Desk.pageNamed("Support")))
                .isVisible();
        stop.accept("overview");
        theAdministration();
        admin.goesTo("Queue").button("Try it").click();
        assertThat(admin.button("Start the day")).isVisible();
        stop.accept("try-it");
    }

    private void theConversation() {
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

    private void theDialogs() {
        admin.presses("n").dialog("New conversation");
        stop.accept("new-conversation");
        admin.presses("Escape").hasNoDialog();
        admin.opensTheMenu();
        assertThat(admin.button("Log out")).isVisible();
        stop.accept("menu");
        admin.presses("Escape");
    }

    private void theAdministration() {
        admin.goesTo("Admin");
        for (String section : new String[] {"Departments", "Agents", "API keys"}) {
            admin.navigation("Administration")
                    .getByRole(AriaRole.LINK, Desk.named(section))
                    .click();
            assertThat(admin.page().getByRole(AriaRole.TABLE, Desk.pageNamed(section)))
                    .isVisible();
            stop.accept("admin-" + section.toLowerCase().replace(' ', '-'));
        }
    }
}
