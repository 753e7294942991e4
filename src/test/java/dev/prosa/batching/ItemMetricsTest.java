package dev.prosa.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.batching.ItemMetrics.Source;
import dev.prosa.observability.Meters;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemMetricsTest {

    private static final Refused WRONG = Refused.field("externalId", "must be given");
    private static final Refused FULL = Problem.UNAVAILABLE.refused();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ItemMetrics<String> metrics = new Metrics(new Meters(registry));

    private static final class Metrics extends ItemMetrics<String> {
        Metrics(Meters meters) {
            super(meters, "things", Set.of(Source.HTTP, Source.KAFKA), List.of("old", "new"), thing -> thing);
        }
    }

    @Test
    void counters_areThereFromTheStart() {
        assertThat(registry.find("prosa.intake.things").counters()).hasSize(2 * 4);
    }

    @Test
    void results_areCountedByTheirLabelOrReason() {
        metrics.count(
                Source.HTTP,
                List.of(
                        ItemResult.accepted("new"),
                        ItemResult.accepted("new"),
                        ItemResult.rejected(WRONG),
                        ItemResult.rejected(Problem.INTERNAL_ERROR.refused())));

        assertThat(counted("http", "new")).isEqualTo(2);
        assertThat(counted("http", "refused")).isEqualTo(1);
        assertThat(counted("http", "failed")).isEqualTo(1);
        assertThat(counted("kafka", "new")).isZero();
    }

    @Test
    void failedRequest_isCountedWithEachOfItsItems() {
        metrics.countFailure(Source.HTTP, 3, WRONG);
        metrics.countFailure(Source.HTTP, 5, FULL);
        metrics.countFailure(Source.HTTP, 7, new IllegalStateException());

        assertThat(counted("http", "refused")).isEqualTo(3);
        assertThat(counted("http", "failed")).isEqualTo(5 + 7);
    }

    @Test
    void unreadableItems_areCountedAsRefused() {
        metrics.countUnreadable(Source.KAFKA, 2);

        assertThat(counted("kafka", "refused")).isEqualTo(2);
    }

    private double counted(String door, String result) {
        return registry.get("prosa.intake.things")
                .tags("door", door, "result", result)
                .counter()
                .count();
    }
}
