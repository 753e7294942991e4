/**
 * Requests that may come again, by the header {@code Idempotency-Key}.
 *
 * <p>Owns the table {@code idempotency_key}. Invariant: an answer is stored in the transaction of what it answers, so a crash
 * leaves both or neither. Answers are stored for 24 hours per caller and path. May use {@code concurrent}, {@code database},
 * {@code http}, {@code observability} and {@code problem}.
 */
package dev.prosa.idempotency;
