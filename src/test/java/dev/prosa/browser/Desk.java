package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The console as one agent has it open: what it does and finds there, by the roles and names that a screen reader is
 * given. What is looked for is waited for.
 */
record Desk(Institution.Agent agent, Page page, Complaints complaints) {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    Desk logsIn() {
        opensTheConsole().triesToLogIn(Institution.PASSWORD);
        return isLive();
    }

    Desk searches(String words) {
        page.getByRole(AriaRole.SEARCHBOX, pageNamed("Search")).fill(words);
        return this;
    }

    /** The filters that are not always there. */
    Desk unfoldsFilters() {
        button("Filters").click();
        return this;
    }

    Desk selects(String box, String choice) {
        page.getByRole(AriaRole.COMBOBOX, pageNamed(box)).selectOption(new SelectOption().setLabel(choice));
        return this;
    }

    Desk opensTheConsole() {
        page.navigate("/");
        return this;
    }

    void triesToLogIn(String password) {
        field("Email").fill(agent.email());
        field("Password").fill(password);
        button("Log in").click();
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Desk isLive() {
        return isConnected("Live");
    }

    Desk isConnected(String state) {
        assertThat(banner().getByRole(AriaRole.STATUS)).hasText(state);
        return this;
    }

    Locator banner() {
        return page.getByRole(AriaRole.BANNER);
    }

    Desk goesTo(String view) {
        navigation("Views").getByRole(AriaRole.LINK, named(view)).click();
        return this;
    }

    Desk picks(String department) {
        navigation("Departments")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(starting(department)))
                .click();
        return this;
    }

    Desk turnsTo(String tab) {
        tab(tab).click();
        assertThat(tab(tab)).hasAttribute("aria-selected", "true");
        return this;
    }

    /** How many it says are under a tab. */
    void counts(String tab, int number) {
        assertThat(page.getByRole(AriaRole.TAB, pageNamed(Pattern.compile("^%s\\s+%,d$".formatted(tab, number)))))
                .isVisible();
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, pageNamed(starting(name)));
    }

    /** These and no others, in this order. */
    void seesOnly(String... contacts) {
        assertThat(rows()).hasCount(contacts.length);
        assertThat(rows()).hasText(Stream.of(contacts).map(Desk::starting).toArray(Pattern[]::new));
    }

    Locator rows() {
        return list().getByRole(AriaRole.LISTITEM);
    }

    /** The row of a contact, which is there. */
    Row sees(String contact) {
        Row row = row(contact);
        assertThat(row.link()).isVisible();
        return row;
    }

    void seesNo(String contact) {
        assertThat(row(contact).link()).hasCount(0);
    }

    Row row(String contact) {
        return new Row(rows().filter(new Locator.FilterOptions()
                .setHas(page.getByRole(AriaRole.LINK, pageNamed(starting(contact))))));
    }

    Locator list() {
        return page.getByRole(AriaRole.LIST, pageNamed("Conversations"));
    }

    OpenConversation opens(String contact) {
        sees(contact).link().click();
        return looksAt(contact);
    }

    /** The conversation that is open. */
    OpenConversation looksAt(String contact) {
        OpenConversation thread = new OpenConversation(this, page.getByRole(AriaRole.REGION, pageNamed(contact)));
        assertThat(thread.log()).isVisible();
        return thread;
    }

    Locator dialog(String name) {
        Locator dialog = page.getByRole(AriaRole.DIALOG, pageNamed(name));
        assertThat(dialog).isVisible();
        return dialog;
    }

    void hasNoDialog() {
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    Desk opensTheMenu() {
        banner().getByRole(AriaRole.BUTTON, named(agent.name())).click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, pageNamed(name));
    }

    /** What is said in words, wherever on the page. */
    void isTold(String words) {
        assertThat(page.getByText(words).first()).isVisible();
    }

    Desk presses(String... keys) {
        for (String key : keys) page.keyboard().press(key);
        return this;
    }

    void types(String text) {
        page.keyboard().insertText(text);
    }

    Locator navigation(String name) {
        return page.getByRole(AriaRole.NAVIGATION, pageNamed(name));
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    void assertNoComplaint() {
        complaints.assertNone(agent.name());
    }

    static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    static Page.GetByRoleOptions pageNamed(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    static Page.GetByRoleOptions pageNamed(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** A text that begins so; the browser reads the pattern, so that Java's quotes are none. */
    static Pattern starting(String words) {
        return Pattern.compile("^\\s*" + words.replaceAll("[.*+?^$(){}|\\[\\]/]", "\\\\$0") + "(?!\\w)");
    }
}
