package dev.prosa.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** A change of the directory that has been made and is not committed yet. */
final class OpenTransaction {

    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private final CompletableFuture<Void> mayCommit = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    private OpenTransaction(Supplier<Uni<?>> change) {
        ended = CompletableFuture.runAsync(() -> SqlInstitution.await(() -> inTransaction(change)));
        CompletableFuture.anyOf(made, ended).join();
    }

    /** @param change by a use case: its transaction is part of the one that is around it */
    static OpenTransaction of(Supplier<Uni<?>> change) {
        return new OpenTransaction(change);
    }

    private Uni<?> inTransaction(Supplier<Uni<?>> change) {
        Mutiny.SessionFactory sessions = SqlInstitution.bean(Mutiny.SessionFactory.class);
        Context context = Vertx.currentContext();
        return sessions.withTransaction(
                session -> change.get().invoke(() -> made.complete(null)).call(() -> Uni.createFrom()
                        .completionStage(mayCommit)
                        .emitOn(work -> context.runOnContext(v -> work.run()))));
    }

    void commit() {
        mayCommit.complete(null);
        ended.join();
    }
}
