package dev.prosa.batching;

import dev.prosa.observability.Meters;
import dev.prosa.problem.Refused;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts the items of one kind that come in on this node, by source and result, and measures their lanes.
 *
 * @param <R> the value of an accepted item
 */
public abstract class ItemMetrics<R> {

    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";
    private static final int FIRST_FAULT_OF_OURS = 500;

    private final Meters meters;
    private final String kind;
    private final Function<R, String> label;
    private final LaneMetrics lanes;

    /** Where items come from: the label {@code door}. */
    public enum Source {
        HTTP,
        KAFKA,
        SANDBOX;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param kind what the items are called in the names of the metrics
     * @param labels all labels of accepted items
     * @param label the label of an accepted item
     */
    protected ItemMetrics(
            Meters meters, String kind, Set<Source> sources, List<String> labels, Function<R, String> label) {
        this.meters = meters;
        this.kind = kind;
        this.label = label;
        lanes = new LaneMetrics(meters, kind);
        // a counter that is there from the start shows its first increment, too
        for (Source source : sources)
            Stream.concat(labels.stream(), Stream.of(REFUSED, FAILED)).forEach(result -> counter(source, result));
    }

    public LaneMetrics lanes() {
        return lanes;
    }

    public void count(Source source, List<ItemResult<R>> results) {
        results.stream()
                .map(result -> result.fold(label, ItemMetrics::labelOf))
                .forEach(result -> counter(source, result).increment());
    }

    /** Counts a request that was answered with an error: each of its items. */
    public void countFailure(Source source, int items, Throwable failure) {
        String result = failure instanceof Refused reason ? labelOf(reason) : FAILED;
        counter(source, result).increment(items);
    }

    /** Counts items that cannot be read. */
    public void countUnreadable(Source source, long items) {
        counter(source, REFUSED).increment(items);
    }

    private static String labelOf(Refused reason) {
        return reason.problem().status() < FIRST_FAULT_OF_OURS ? REFUSED : FAILED;
    }

    private Counter counter(Source source, String result) {
        String description = "What came in, by door and by what became of it";
        return meters.counter("prosa.intake." + kind, kind, description, "door", source.label(), "result", result);
    }
}
