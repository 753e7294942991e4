package dev.prosa.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine: none is ever downloaded. */
final class Chromium {

    private static final String VARIABLE = "PROSA_TEST_CHROMIUM";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Optional<Path> FOUND = find();

    static {
        if (FOUND.isEmpty())
            System.out.println("No Chromium: the browser tests are skipped. Install one of " + NAMES
                    + ", or name it by " + VARIABLE + ".");
    }

    private Chromium() {}

    static boolean isHere() {
        return FOUND.isPresent();
    }

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(FOUND.orElseThrow())
                        .setArgs(ARGUMENTS));
    }

    private static Optional<Path> find() {
        Stream<Path> named = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).stream();
        Stream<Path> onPath = NAMES.stream().flatMap(Chromium::onPath);
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> onPath(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, name));
    }
}
