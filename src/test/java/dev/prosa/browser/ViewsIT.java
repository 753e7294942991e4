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
    final Scene scene = new Scene();

    private final List<String> wrong = new ArrayList<>();
    private Desk desk;

    static Stream<Look> looks() {
        return Stream.of(Look.DESKTOP, Look.PHONE).flatMap(look -> Stream.of(look, look.dark()));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void views_haveNoErrors(Look look) {
        desk = scene.desk(new DemoData(scene.institution()).admin(), look);
        new Tour(desk, DemoData.CONTACT, view -> lookAt(view, look)).go();
        assertThat(wrong).isEmpty();
    }

    private void lookAt(String view, Look look) {
        desk.screenshot(view + "-" + look.name());
        // the colours are the same however wide it is
        if (!look.isNarrow() || !look.isDark()) violations().forEach(rule -> wrong.add(view + ": " + told(rule)));
        if (look.isNarrow()) fits(view, look);
    }

    private void fits(String view, Look look) {
        desk.page().setViewportSize(NARROWEST, look.height());
        int width = (int) desk.page().evaluate("document.documentElement.scrollWidth");
        if (width > NARROWEST) wrong.add(view + ": scrolls sideways, is " + width + " wide");
        desk.page().setViewportSize(look.width(), look.height());
    }

    private List<Rule> violations() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(desk.page())
                .setLegacyMode(true)
                .options(options)
                .analyze()
                .getViolations();
    }

    private static String told(Rule rule) {
        List<Object> where =
                rule.getNodes().stream().map(node -> node.getTarget()).toList();
        return rule.getId() + " (" + rule.getHelp() + ") at " + where + "\n"
                + rule.getNodes().get(0).getFailureSummary();
    }
}
