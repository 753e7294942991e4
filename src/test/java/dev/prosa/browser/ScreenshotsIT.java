package dev.prosa.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of the main views, to look at: {@code target/screenshots}. */
@RequiresChromium
class ScreenshotsIT {

    @RegisterExtension
    final Scene scene = new Scene();

    static Stream<Look> looks() {
        return Stream.of(Look.DESKTOP, Look.PHONE).flatMap(look -> Stream.of(look, look.dark()));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theMainViews(Look look) {
        Desk desk = scene.desk(new DemoData(scene.institution()).admin(), look);
        String suffix = "-" + (look.width() < 600 ? "phone" : "desktop") + "-"
                + (look.scheme() == ColorScheme.DARK ? "dark" : "light");
        new Tour(desk, DemoData.CONTACT).stoppingAtEach(view -> desk.screenshot(view + suffix));
    }
}
