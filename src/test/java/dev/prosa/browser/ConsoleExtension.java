package dev.prosa.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test institutions, and agents with a browser each. The test fails if a browser reports an error. */
final class ConsoleExtension implements BeforeEachCallback, AfterEachCallback {

    private static final Path FAILED = Path.of("target", "screenshots", "failed");

    private final List<ConsolePage> pages = new ArrayList<>();
    private BrowserEnvironment environment;
    private String test;

    @Override
    public void beforeEach(ExtensionContext context) {
        environment = BrowserEnvironment.of(context);
        test = context.getRequiredTestMethod().getName();
    }

    URI service() {
        return environment.service().uri();
    }

    RegisteredInstitution institution() {
        return RegisteredInstitution.registered(service(), "Aurora Travel");
    }

    ConsolePage console(RegisteredInstitution.Agent agent) {
        return console(agent, Screen.DESKTOP);
    }

    ConsolePage console(RegisteredInstitution.Agent agent, Screen screen) {
        return console(agent, screen, service());
    }

    /** @param address of the console: the service's, or that of something before it */
    ConsolePage console(RegisteredInstitution.Agent agent, Screen screen, URI address) {
        BrowserContext context =
                environment.browser().newContext(screen.context().setBaseURL(address.toString()));
        context.setDefaultTimeout(BrowserEnvironment.TIMEOUT_MS);
        ConsolePage console = new ConsolePage(agent, context.newPage(), new BrowserErrors(context));
        pages.add(console);
        return console;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> pages.forEach(this::keep));
        try {
            pages.forEach(ConsolePage::assertNoErrors);
        } finally {
            pages.forEach(console -> console.page().context().close());
        }
    }

    private void keep(ConsolePage console) {
        Path file = FAILED.resolve(test + " " + console.agent().name() + ".png");
        console.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
