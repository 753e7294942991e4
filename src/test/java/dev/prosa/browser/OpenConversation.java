package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.prosa.browser.ConsolePage.named;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** The conversation that an agent has open. */
record OpenConversation(ConsolePage page, Locator region) {

    Locator log() {
        return region.getByRole(AriaRole.LOG, named("Messages"));
    }

    /** The message is there, once. */
    OpenConversation showsMessage(String text) {
        assertThat(log().getByText(text, new Locator.GetByTextOptions().setExact(true)))
                .hasCount(1);
        return this;
    }

    /** Where one writes. */
    Locator reply() {
        return region.getByRole(AriaRole.TEXTBOX, named("Reply"));
    }

    OpenConversation replies(String text) {
        reply().fill(text);
        button("Send").click();
        return this;
    }

    /** The service has taken all that was written. */
    OpenConversation hasSentAll() {
        assertThat(log().getByText("Sending…")).hasCount(0);
        return this;
    }

    OpenConversation takes() {
        button("Take").click();
        assertThat(button("Take")).hasCount(0);
        return this;
    }

    void transfersTo(String department, String note) {
        button("Transfer").click();
        Locator dialog = page.dialog("Transfer");
        dialog.getByLabel("Department").selectOption(new SelectOption().setLabel(department));
        dialog.getByLabel("Note").fill(note);
        dialog.getByRole(AriaRole.BUTTON, named("Transfer")).click();
        page.hasNoDialog();
    }

    void closes() {
        button("Close").click();
        page.dialog("Close conversation")
                .getByRole(AriaRole.BUTTON, named("Close conversation"))
                .click();
        page.hasNoDialog();
    }

    OpenConversation returnsToQueue() {
        button("Give back").click();
        assertThat(button("Take")).isVisible();
        return this;
    }

    Locator button(String name) {
        return region.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator details() {
        return region.getByRole(AriaRole.REGION, named("Details"));
    }
}
