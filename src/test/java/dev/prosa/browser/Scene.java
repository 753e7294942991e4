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

/** What one test plays with: institutions, and agents at browsers of their own. It fails if one of these complains. */
final class Scene implements BeforeEachCallback, AfterEachCallback {

    private static final Path FAILED = Path.of("target", "screenshots", "failed");

    private final List<Desk> desks = new ArrayList<>();
    private Stage stage;
    private String test;

    @Override
    public void beforeEach(ExtensionContext context) {
        stage = Stage.of(context);
        test = context.getRequiredTestMethod().getName();
    }

    URI service() {
        return stage.service().uri();
    }

    Institution institution() {
        return Institution.registered(service(), "Aurora Travel");
    }

    Desk desk(Institution.Agent agent) {
        return desk(agent, Look.DESKTOP);
    }

    Desk desk(Institution.Agent agent, Look look) {
        return desk(agent, look, service());
    }

    /** @param address of the console: the service's, or that of something before it */
    Desk desk(Institution.Agent agent, Look look, URI address) {
        BrowserContext context = stage.browser().newContext(look.context().setBaseURL(address.toString()));
        context.setDefaultTimeout(Stage.PATIENCE_MS);
        Desk desk = new Desk(agent, context.newPage(), new Complaints(context));
        desks.add(desk);
        return desk;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> desks.forEach(this::keep));
        try {
            desks.forEach(Desk::assertNoComplaint);
        } finally {
            desks.forEach(desk -> desk.page().context().close());
        }
    }

    private void keep(Desk desk) {
        Path file = FAILED.resolve(test + " " + desk.agent().name() + ".png");
        desk.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }
}
