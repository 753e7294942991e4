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
 * given. Every look-up waits until the element is there.
 */
record ConsolePage(RegisteredInstitution.Agent agent, Page page, BrowserErrors errors) {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    ConsolePage logsIn() {
        opensTheConsole().submitsLogin(RegisteredInstitution.PASSWORD);
        return isLive();
    }

    ConsolePage searches(String words) {
        page.getByRole(AriaRole.SEARCHBOX, pageNamed("Search")).fill(words);
        return this;
    }

    /** The filters that are not always there. */
    ConsolePage opensFilters() {
        button("Filters").click();
        return this;
    }

    ConsolePage selects(String box, String choice) {
        page.getByRole(AriaRole.COMBOBOX, pageNamed(box)).selectOption(new SelectOption().setLabel(choice));
        return this;
    }

    ConsolePage opensTheConsole() {
        page.navigate("/");
        return this;
    }

    void submitsLogin(String password) {
        field("Email").fill(agent.email());
        field("Password").fill(password);
        button("Log in").click();
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    ConsolePage isLive() {
        return isConnected("Live");
    }

    ConsolePage isConnected(String state) {
        assertThat(banner().getByRole(AriaRole.STATUS)).hasText(state);
        return this;
    }

    Locator banner() {
        return page.getByRole(AriaRole.BANNER);
    }

    ConsolePage opensView(String view) {
        navigation("Views").getByRole(AriaRole.LINK, named(view)).click();
        return this;
    }

    ConsolePage selectsDepartment(String department) {
        navigation("Departments")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(starting(department)))
                .click();
        return this;
    }

    ConsolePage opensTab(String tab) {
        tab(tab).click();
        assertThat(tab(tab)).hasAttribute("aria-selected", "true");
        return this;
    }

    /** The number that a tab shows. */
    void tabCounts(String tab, int number) {
        assertThat(page.getByRole(AriaRole.TAB, pageNamed(Pattern.compile("^%s\\s+%,d$".formatted(tab, number)))))
                .isVisible();
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, pageNamed(starting(name)));
    }

    /** These and no others, in this order. */
    void seesOnly(String... contacts) {
        assertThat(rows()).hasCount(contacts.length);
        assertThat(rows())
                .hasText(Stream.of(contacts).map(ConsolePage::starting).toArray(Pattern[]::new));
    }

    Locator rows() {
        return list().getByRole(AriaRole.LISTITEM);
    }

    /** The row of a contact, which is there. */
    QueueRow sees(String contact) {
        QueueRow row = row(contact);
        assertThat(row.link()).isVisible();
        return row;
    }

    void seesNo(String contact) {
        assertThat(row(contact).link()).hasCount(0);
    }

    QueueRow row(String contact) {
        return new QueueRow(rows().filter(new Locator.FilterOptions()
                .setHas(page.getByRole(AriaRole.LINK, pageNamed(starting(contact))))));
    }

    Locator list() {
        return page.getByRole(AriaRole.LIST, pageNamed("Conversations"));
    }

    OpenConversation opens(String contact) {
        sees(contact).link().click();
        return showsConversation(contact);
    }

    /** The conversation that is open. */
    OpenConversation showsConversation(String contact) {
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

    ConsolePage opensTheMenu() {
        banner().getByRole(AriaRole.BUTTON, named(agent.name())).click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, pageNamed(name));
    }

    /** The text is visible somewhere on the page. */
    void showsText(String words) {
        assertThat(page.getByText(words).first()).isVisible();
    }

    ConsolePage presses(String... keys) {
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

    void assertNoErrors() {
        errors.assertNone(agent.name());
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
