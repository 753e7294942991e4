package dev.prosa.batching;

import java.util.concurrent.CompletableFuture;

/**
 * An item in a lane, and what becomes of it: answered once its batch is committed, or has failed.
 *
 * @param since when it came, by {@link System#nanoTime}
 */
record QueuedItem<T, R>(T item, CompletableFuture<ItemResult<R>> answer, long since) {

    QueuedItem(T item) {
        this(item, new CompletableFuture<>(), System.nanoTime());
    }
}
