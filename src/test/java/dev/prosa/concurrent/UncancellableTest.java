package dev.prosa.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UncancellableTest {

    private final AtomicReference<UniEmitter<? super String>> work = new AtomicReference<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicReference<String> closed = new AtomicReference<>("not yet");
    private final Uni<String> detached = Uncancellable.of(() -> Uni.createFrom()
            .<String>emitter(work::set)
            .onCancellation()
            .invoke(cancelled::incrementAndGet)
            .invoke(closed::set));

    @Test
    void work_whoseSubscriberCancels_runsToItsEnd() {
        UniAssertSubscriber<String> request = subscribed();
        request.cancel();
        work.get().complete("done");
        assertThat(cancelled).hasValue(0);
        assertThat(closed).hasValue("done");
        request.assertNotTerminated();
    }

    @Test
    void result_isThatOfTheWork() {
        UniAssertSubscriber<String> request = subscribed();
        work.get().complete("done");
        request.assertCompleted().assertItem("done");
    }

    @Test
    void failure_ofTheWork_isPassedOn() {
        UniAssertSubscriber<String> request = subscribed();
        work.get().fail(new IllegalStateException("away"));
        request.assertFailedWith(IllegalStateException.class, "away");
    }

    @Test
    void work_thatCannotStart_isAFailure() {
        Uni<String> broken = Uncancellable.of(() -> {
            throw new IllegalStateException("no work");
        });
        broken.subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IllegalStateException.class, "no work");
    }

    @Test
    void work_startsOnSubscription() {
        assertThat(work).hasValue(null);
    }

    @Test
    void work_runsOnTheContextOfTheSubscriber() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Context caller = vertx.getOrCreateContext();
            CompletableFuture<Context> seen = new CompletableFuture<>();
            Uni<Context> where = Uncancellable.of(() -> Uni.createFrom().item(Vertx::currentContext));
            caller.runOnContext(now -> where.subscribe().with(seen::complete));
            assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private UniAssertSubscriber<String> subscribed() {
        return detached.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
