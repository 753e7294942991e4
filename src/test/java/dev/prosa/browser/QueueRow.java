package dev.prosa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A conversation in the list. */
record QueueRow(Locator item) {

    Locator link() {
        return item.getByRole(AriaRole.LINK);
    }

    QueueRow showsLastMessage(String lastMessage) {
        assertThat(item).containsText(lastMessage);
        return this;
    }

    QueueRow isWaiting() {
        assertThat(item).containsText(Pattern.compile("waiting \\d+ (s|min|h)"));
        return this;
    }

    QueueRow isAssignedTo(String agent) {
        assertThat(item).containsText(agent);
        return this;
    }

    QueueRow isUnread(int messages) {
        assertThat(link())
                .hasAccessibleName(
                        Pattern.compile("\\b%d unread message%s\\b".formatted(messages, messages == 1 ? "" : "s")));
        return this;
    }

    QueueRow isRead() {
        assertThat(item).not().containsText("unread");
        return this;
    }
}
