package dev.prosa.database;

import dev.prosa.concurrent.Uncancellable;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions of Hibernate Reactive. One that met a deadlock or a serialization failure is tried again, whole; one that
 * was begun goes to its end also when its request is cancelled.
 */
@Singleton
public final class Transactions {

    private static final int RETRIES = 3;

    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** @param work called once per attempt, with a session of its own */
    public <T> Uni<T> run(Function<Mutiny.Session, Uni<T>> work) {
        return Uncancellable.of(() -> attempt(work));
    }

    private <T> Uni<T> attempt(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> sessions.withTransaction(work))
                .onFailure(SqlErrors::isRetryable)
                .retry()
                .atMost(RETRIES);
    }
}
