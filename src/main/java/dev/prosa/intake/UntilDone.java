package dev.prosa.intake;

import dev.prosa.platform.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Work that is tried again until it is done, however long that takes, at first soon and then every few seconds. */
final class UntilDone {

    private static final Logger LOG = Logger.getLogger(UntilDone.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private UntilDone() {}

    /** @param what waits meanwhile: for the log */
    static <T> Uni<T> of(String what, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure()
                .invoke(failure -> LOG.warnf("waiting and trying again: what=%s cause=%s", what, cause(failure)))
                .onFailure()
                .retry()
                .withBackOff(SHORTEST, LONGEST)
                .indefinitely();
    }

    /** Without its words, which may quote what was sent. */
    private static String cause(Throwable failure) {
        if (failure instanceof Refused refused) return refused.problem().name();
        if (failure instanceof PgException pg) return "sqlState " + pg.getSqlState();
        return failure.getClass().getName();
    }
}
