/**
 * Ways of doing asynchronous work that libraries do not bring: one at a time for all who ask
 * ({@link dev.prosa.concurrent.SingleFlight}), again until it succeeds ({@link dev.prosa.concurrent.RetryForever}), to its
 * end though nobody waits any more ({@link dev.prosa.concurrent.Uncancellable}); and the clock.
 *
 * <p>May use {@code observability} and {@code problem}. Nothing here blocks a thread.
 */
package dev.prosa.concurrent;
