package dev.prosa.concurrent;

import dev.prosa.observability.RedactedThrowable;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Work that is tried again until it is done, however long that takes, at first soon and then every few seconds. */
public final class RetryForever {

    private static final Logger LOG = Logger.getLogger(RetryForever.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private RetryForever() {}

    /**
     * @param what waits meanwhile: for the log
     * @param problemOf what a failure is to a caller: an internal error is logged with its stack trace
     */
    public static <T> Uni<T> of(String what, Function<Throwable, Problem> problemOf, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure -> log(what, problemOf.apply(failure), failure))
                .onFailure()
                .retry()
                .withBackOff(SHORTEST, LONGEST)
                .indefinitely();
    }

    private static void log(String what, Problem problem, Throwable failure) {
        String message = "waiting and trying again: what=" + what + " cause=" + problem.code();
        // a fault of ours does not pass by itself: somebody must see where it is
        if (problem == Problem.INTERNAL_ERROR) LOG.error(message, RedactedThrowable.of(failure));
        else LOG.warn(message);
    }
}
