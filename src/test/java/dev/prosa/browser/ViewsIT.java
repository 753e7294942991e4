package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main views in light and dark, wide and narrow: what axe finds wrong, what does not fit, and pictures of them. */
@RequiresChromium
class ViewsIT {

    private static final int NARROWEST = 320;

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private final List<String> wrong = new ArrayList<>();
    private ConsolePage console;

    static Stream<Screen> screens() {
        return Stream.of(Screen.DESKTOP, Screen.PHONE).flatMap(screen -> Stream.of(screen, screen.dark()));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void views_haveNoErrors(Screen screen) {
        console = browsers.console(new DemoData(browsers.institution()).admin(), screen);
        new ViewTour(console, DemoData.CONTACT, view -> inspect(view, screen)).run();
        assertThat(wrong).isEmpty();
    }

    private void inspect(String view, Screen screen) {
        console.screenshot(view + "-" + screen.name());
        // the colours are the same however wide it is
        if (!screen.isNarrow() || !screen.isDark())
            violations().forEach(rule -> wrong.add(view + ": " + described(rule)));
        if (screen.isNarrow()) fits(view, screen);
    }

    private void fits(String view, Screen screen) {
        console.page().setViewportSize(NARROWEST, screen.height());
        int width = (int) console.page().evaluate("document.documentElement.scrollWidth");
        if (width > NARROWEST) wrong.add(view + ": scrolls sideways, is " + width + " wide");
        console.page().setViewportSize(screen.width(), screen.height());
    }

    private List<Rule> violations() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(console.page())
                .setLegacyMode(true)
                .options(options)
                .analyze()
                .getViolations();
    }

    private static String described(Rule rule) {
        List<Object> where =
                rule.getNodes().stream().map(node -> node.getTarget()).toList();
        return rule.getId() + " (" + rule.getHelp() + ") at " + where + "\n"
                + rule.getNodes().get(0).getFailureSummary();
    }
}
