package dev.prosa.intake;

import java.util.concurrent.CompletableFuture;

/** An item in a lane, and what becomes of it: answered once its batch is committed, or has failed. */
record Pending<T, R>(T item, CompletableFuture<Outcome<R>> answer) {

    Pending(T item) {
        this(item, new CompletableFuture<>());
    }
}
