package dev.prosa.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final List<Instant> begun = new CopyOnWriteArrayList<>();
    private CompletableFuture<String> found = CompletableFuture.completedFuture("this");

    @Test
    void refreshes_areSeparated_byTheMinimumInterval() {
        SingleFlight<String> flight = singleFlight(Clock.systemUTC());
        for (int n = 0; n < 3; n++) assertThat(of(flight.get())).isEqualTo("this");
        assertThat(begun).hasSize(3);
        Duration pause = PAUSE.minusMillis(1); // delays count whole milliseconds
        assertThat(Duration.between(begun.get(0), begun.get(1))).isGreaterThanOrEqualTo(pause);
        assertThat(Duration.between(begun.get(1), begun.get(2))).isGreaterThanOrEqualTo(pause);
    }

    @Test
    void callers_duringARefresh_shareIt() {
        found = new CompletableFuture<>();
        SingleFlight<String> flight = singleFlight(Clock.systemUTC());
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int n = 0; n < 100; n++) asked.add(flight.get().subscribeAsCompletionStage());
        flight.refreshInBackground();
        found.complete("that");
        assertThat(asked).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("that"));
        assertThat(begun).hasSize(1);
    }

    @Test
    void refresh_failed_failsItsCallers_andIsFollowedByAnother() {
        found = CompletableFuture.failedFuture(new IllegalStateException("away"));
        SingleFlight<String> flight = singleFlight(Clock.systemUTC());
        assertThatIllegalStateException().isThrownBy(() -> of(flight.get()));
        found = CompletableFuture.completedFuture("this");
        assertThat(of(flight.get())).isEqualTo("this");
    }

    @Test
    void clock_setBack_doesNotLengthenTheInterval() {
        Instant[] now = {Instant.parse("2026-01-02T00:00:00Z")};
        SingleFlight<String> flight = singleFlight(new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        of(flight.get());
        now[0] = now[0].minus(Duration.ofDays(1));
        assertThat(of(flight.get())).isEqualTo("this");
    }

    private SingleFlight<String> singleFlight(Clock clock) {
        return new SingleFlight<>(this::begin, PAUSE, clock);
    }

    private Uni<String> begin() {
        begun.add(Instant.now());
        return Uni.createFrom().completionStage(found);
    }

    private static <T> T of(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
