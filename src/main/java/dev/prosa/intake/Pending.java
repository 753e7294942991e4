package dev.prosa.intake;

import java.util.concurrent.CompletableFuture;

/**
 * An item in a lane, and what becomes of it: answered once its batch is committed, or has failed.
 *
 * @param since when it came, by {@link System#nanoTime}
 */
record Pending<T, R>(T item, CompletableFuture<Outcome<R>> answer, long since) {

    Pending(T item) {
        this(item, new CompletableFuture<>(), System.nanoTime());
    }
}
