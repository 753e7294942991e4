package dev.prosa.intake;

import dev.prosa.batching.ItemResult;
import dev.prosa.batching.LaneMetrics;
import dev.prosa.delivery.DeliveryState;
import dev.prosa.delivery.ReportAnswer;
import dev.prosa.http.Faults;
import dev.prosa.observability.Meters;
import dev.prosa.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** What is measured of messages and delivery reports coming in on this node. */
@Singleton
public final class IntakeMetrics {

    private static final String MESSAGES = "prosa.intake.messages";
    private static final String REPORTS = "prosa.intake.reports";
    private static final String REFUSED = "refused";
    private static final String FAILED = "failed";

    private static final Set<String> OUR_FAILURES = Set.of(Problem.INTERNAL_ERROR.code(), Problem.UNAVAILABLE.code());

    private final Meters meters;
    private final Faults faults;

    /** Where items come in. */
    public enum Door {
        HTTP("http"),
        KAFKA("kafka"),
        SANDBOX("sandbox");

        private final String label;

        Door(String label) {
            this.label = label;
        }
    }

    IntakeMetrics(Meters meters, Faults faults) {
        this.meters = meters;
        this.faults = faults;
        for (Door door : Door.values())
            List.of("new", "duplicate", REFUSED, FAILED).forEach(result -> counter(MESSAGES, door, result));
        for (Door door : List.of(Door.HTTP, Door.KAFKA))
            List.of("taken", REFUSED, FAILED).forEach(result -> counter(REPORTS, door, result));
    }

    private Counter counter(String name, Door door, String result) {
        String items = name.substring(name.lastIndexOf('.') + 1);
        String description = "What came in, by door and by what became of it";
        return meters.counter(name, items, description, "door", door.label, "result", result);
    }

    LaneMetrics lanes(String kind) {
        return new LaneMetrics(meters, kind);
    }

    /** @param left how many more items may wait */
    void room(int capacity, IntSupplier left) {
        meters.gauge("prosa.intake.capacity", "items", "Items that may wait at once", () -> capacity);
        meters.gauge(
                "prosa.intake.waiting",
                "items",
                "Items that came in and are not answered yet",
                () -> capacity - left.getAsInt());
    }

    /** @param items how many were brought: what is said of a request that fails is said of each */
    Uni<List<InboundAnswer>> messages(Door door, int items, Uni<List<InboundAnswer>> taken) {
        return counted(MESSAGES, door, items, taken, IntakeMetrics::resultOf);
    }

    /** As {@link #messages}. */
    public Uni<List<ReportAnswer>> reports(Door door, int items, Uni<List<ReportAnswer>> taken) {
        return counted(REPORTS, door, items, taken, IntakeMetrics::resultOf);
    }

    /** What came by Kafka; what cannot be read is counted with the messages. */
    public void records(
            List<ItemResult<InboundResult>> messages, List<ItemResult<DeliveryState>> reports, long unread) {
        count(
                MESSAGES,
                Door.KAFKA,
                messages.stream().map(IntakeMetrics::resultOfMessage).toList());
        count(
                REPORTS,
                Door.KAFKA,
                reports.stream().map(outcome -> resultOf(outcome, "taken")).toList());
        counter(MESSAGES, Door.KAFKA, REFUSED).increment(unread);
    }

    private <A> Uni<List<A>> counted(
            String name, Door door, int items, Uni<List<A>> taken, Function<A, String> result) {
        return taken.invoke(answers ->
                        count(name, door, answers.stream().map(result).toList()))
                .onFailure()
                .invoke(fault -> counter(name, door, resultOf(fault)).increment(items));
    }

    private void count(String name, Door door, List<String> results) {
        results.forEach(result -> counter(name, door, result).increment());
    }

    private static String resultOf(InboundAnswer answer) {
        if (answer.error() != null) return resultOf(answer.error().code());
        return answer.duplicate() ? "duplicate" : "new";
    }

    private static String resultOf(ReportAnswer answer) {
        return answer.error() == null ? "taken" : resultOf(answer.error().code());
    }

    private static String resultOfMessage(ItemResult<InboundResult> outcome) {
        return resultOf(outcome, outcome.refused() == null && outcome.receipt().duplicate() ? "duplicate" : "new");
    }

    private static String resultOf(ItemResult<?> outcome, String ifTaken) {
        return outcome.refused() == null
                ? ifTaken
                : resultOf(outcome.refused().problem().code());
    }

    private String resultOf(Throwable fault) {
        return resultOf(faults.problemOf(fault).code());
    }

    private static String resultOf(String problem) {
        return OUR_FAILURES.contains(problem) ? FAILED : REFUSED;
    }
}
