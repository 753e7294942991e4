package dev.prosa.idempotency;

import dev.prosa.problem.Problem;

/** What a request that may come again is refused for. */
final class IdempotencyProblems {

    static final Problem IDEMPOTENCY_CONFLICT =
            new Problem("IDEMPOTENCY_CONFLICT", 409, "A request with this key is in flight");
    static final Problem IDEMPOTENCY_KEY_REUSED =
            new Problem("IDEMPOTENCY_KEY_REUSED", 422, "The key was used with another body");

    private IdempotencyProblems() {}

    /** @param code as the database answers it */
    static Problem of(String code) {
        return code.equals(IDEMPOTENCY_CONFLICT.code()) ? IDEMPOTENCY_CONFLICT : IDEMPOTENCY_KEY_REUSED;
    }
}
