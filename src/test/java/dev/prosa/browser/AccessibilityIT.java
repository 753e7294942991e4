package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What axe finds wrong, and what does not fit, in each main view. */
@RequiresChromium
class AccessibilityIT {

    @RegisterExtension
    final Scene scene = new Scene();

    static Stream<Look> schemes() {
        return Stream.of(Look.DESKTOP, Look.DESKTOP.dark());
    }

    static Stream<Look> narrow() {
        return Stream.of(Look.PHONE.wide(320), Look.PHONE.wide(320).in("pt-BR"));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void axeFindsNothingWrong(Look look) {
        Desk desk = scene.desk(new DemoData(scene.institution()).admin(), look);
        List<String> wrong = new ArrayList<>();
        new Tour(desk, DemoData.CONTACT)
                .stoppingAtEach(view -> violations(desk).forEach(rule -> wrong.add(view + ": " + told(rule))));
        assertThat(wrong).isEmpty();
    }

    private static List<Rule> violations(Desk desk) {
        return new AxeBuilder(desk.page()).setLegacyMode(true).analyze().getViolations();
    }

    private static String told(Rule rule) {
        List<Object> where =
                rule.getNodes().stream().map(node -> node.getTarget()).toList();
        return rule.getId() + " (" + rule.getHelp() + ") at " + where + "\n"
                + rule.getNodes().get(0).getFailureSummary();
    }
}
