package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A conversation in the list. */
record Row(Locator item) {

    Locator link() {
        return item.getByRole(AriaRole.LINK);
    }

    Row says(String lastMessage) {
        assertThat(item).containsText(lastMessage);
        return this;
    }

    Row isWaiting() {
        assertThat(item).containsText(Pattern.compile("waiting \\d+ (s|min|h)"));
        return this;
    }

    Row isHeldBy(String agent) {
        assertThat(item).containsText(agent);
        return this;
    }

    Row isUnread(int messages) {
        assertThat(link())
                .hasAccessibleName(
                        Pattern.compile("\\b%d unread message%s\\b".formatted(messages, messages == 1 ? "" : "s")));
        return this;
    }

    Row isRead() {
        assertThat(item).not().containsText("unread");
        return this;
    }
}
