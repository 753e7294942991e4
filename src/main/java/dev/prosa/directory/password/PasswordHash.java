package dev.prosa.directory.password;

import dev.prosa.problem.Problem;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * Passwords as they are stored: bcrypt of the Base64 of their SHA-256, since bcrypt reads no further than 72 bytes.
 * Computed on threads of its own, half as many as processors, so that logins cannot take all of them.
 */
@Singleton
public final class PasswordHash {

    private final WorkerExecutor workers;
    private final Semaphore permits;
    private final int cost;
    private final String unmatchable;

    PasswordHash(Vertx vertx, PasswordConfig config) {
        this.workers = vertx.createSharedWorkerExecutor(
                "prosa-password", Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        this.permits = new Semaphore(config.maxPendingHashes());
        this.cost = config.cost();
        this.unmatchable = "$2a$%02d$%s".formatted(cost, ".".repeat(53));
    }

    public Uni<String> hash(String password) {
        return compute(() -> BcryptUtil.bcryptHash(digest(password), cost));
    }

    /** @param hash null where there is nobody or no password: false, in the time that a wrong password takes */
    public Uni<Boolean> matches(String password, String hash) {
        if (hash == null) return matches(password, unmatchable).replaceWith(false);
        return compute(() -> BcryptUtil.matches(digest(password), hash));
    }

    private <T> Uni<T> compute(Callable<T> work) {
        return Uni.createFrom().deferred(() -> withPermit(work));
    }

    private <T> Uni<T> withPermit(Callable<T> work) {
        if (!permits.tryAcquire())
            return Uni.createFrom().failure(Problem.UNAVAILABLE.refused("Too many logins at once"));
        return workers.executeBlocking(() -> thenRelease(work), false);
    }

    /** Releases its permit after the work, not after the result: a caller may cancel the result while the work still runs. */
    private <T> T thenRelease(Callable<T> work) throws Exception {
        try {
            return work.call();
        } finally {
            permits.release();
        }
    }

    private static String digest(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
