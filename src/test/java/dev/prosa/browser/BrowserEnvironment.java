package dev.prosa.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.prosa.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The demo service and the browser. All browser tests share them; they are closed after the last one. */
record BrowserEnvironment(ServiceProcess service, Playwright playwright, Browser browser) implements AutoCloseable {

    /** How long an element may take to appear. */
    static final int TIMEOUT_MS = 15_000;

    /** Passwords that are cheap to check, and as many institutions as there are tests. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "PROSA_PASSWORD_COST", "4",
            "PROSA_REGISTRATION_PER_ADDRESS", "1000");

    static BrowserEnvironment of(ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(BrowserEnvironment.class))
                .computeIfAbsent(BrowserEnvironment.class, absent -> start(), BrowserEnvironment.class);
    }

    private static BrowserEnvironment start() {
        CompletableFuture<ServiceProcess> service =
                CompletableFuture.supplyAsync(() -> ServiceProcess.with(ENVIRONMENT, directory("prosa-browser")));
        Playwright playwright = Chromium.playwright();
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MS);
        return new BrowserEnvironment(service.join(), playwright, Chromium.launch(playwright));
    }

    /** A new one; with the service's data it goes when the build is cleaned. */
    static Path directory(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
        service.close();
    }
}
