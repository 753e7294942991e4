package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Errors that a browser reports: of the page, of its console, and breaches of its Content-Security-Policy. */
final class BrowserErrors {

    private static final Pattern NETWORK =
            Pattern.compile("net::ERR_|WebSocket connection to .* failed|responded with a status of 50[234]");

    private final List<String> all = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    BrowserErrors(BrowserContext context) {
        context.onConsoleMessage(this::logged);
        context.onWebError(error -> all.add(error.error()));
    }

    private void logged(ConsoleMessage message) {
        if (message.type().equals("error")) all.add(message.text() + " at " + message.location());
    }

    /** The service answers this. */
    void expect(int status) {
        expected.add(Pattern.compile("responded with a status of " + status));
    }

    void expectNetworkLoss() {
        expected.add(NETWORK);
    }

    void expect(String words) {
        expected.add(Pattern.compile(Pattern.quote(words)));
    }

    void assertNone(String whose) {
        assertThat(all)
                .as("errors in the browser of %s", whose)
                .filteredOn(one -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(one).find()))
                .isEmpty();
    }
}
