package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/** Goes through the main views of the console, and stops at each. */
record Tour(Desk admin, String contact) {

    /** @param stop is told the name of each view when it is there; the first one is not logged in yet */
    void stoppingAtEach(Consumer<String> stop) {
        admin.opensTheConsole();
        assertThat(admin.button("Log in")).isVisible();
        stop.accept("login");
        admin.logsIn().turnsTo("All open").sees(contact);
        stop.accept("queue");
        conversation(stop);
        admin.goesTo("Overview");
        assertThat(admin.page().getByRole(AriaRole.HEADING, Desk.pageNamed("Support")))
                .isVisible();
        stop.accept("overview");
        admin.goesTo("Admin");
        assertThat(admin.page().getByText("Departments").first()).isVisible();
        stop.accept("admin");
        admin.goesTo("Queue").sees(contact);
        admin.button("Try it").click();
        assertThat(admin.button("Start the day")).isVisible();
        stop.accept("try-it");
    }

    private void conversation(Consumer<String> stop) {
        Thread thread = admin.opens(contact);
        stop.accept("conversation");
        admin.presses("x").dialog("Transfer");
        stop.accept("transfer");
        admin.presses("Escape").hasNoDialog();
        admin.presses("?").dialog("Keyboard shortcuts");
        stop.accept("help");
        admin.presses("Escape").hasNoDialog();
        assertThat(thread.log()).isVisible();
        admin.presses("Escape").sees(contact);
    }
}
