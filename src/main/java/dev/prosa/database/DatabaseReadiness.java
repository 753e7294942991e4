package dev.prosa.database;

import dev.prosa.observability.RedactedThrowable;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while the database answers through the pool that requests use. However many ask, one question is in flight;
 * another follows only one that got no answer for so long that its connection must be lost.
 */
@Readiness
@Singleton
final class DatabaseReadiness implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);
    private static final long ANSWER_WITHIN_MS = 2_000;
    private static final Duration LOST_AFTER = Duration.ofSeconds(10);

    private final Pool pool;
    private Question latest;
    private boolean away;

    private record Question(CompletableFuture<Void> answer, long askedAt) {

        boolean isOpen() {
            return !answer.isDone() && System.nanoTime() - askedAt < LOST_AFTER.toNanos();
        }
    }

    DatabaseReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(this::answer)
                .invoke(() -> note(null))
                .replaceWith(true)
                .onFailure()
                .invoke(this::note)
                .onFailure()
                .recoverWithItem(false)
                .map(DatabaseReadiness::response);
    }

    /** A copy for each who asks: to give up waiting for it ends nobody else's. */
    private synchronized CompletableFuture<Void> answer() {
        boolean isAsked = latest != null && latest.isOpen();
        if (!isAsked) latest = new Question(ask(), System.nanoTime());
        return latest.answer().copy().orTimeout(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> ask() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        pool.query("select 1").execute().subscribe().with(rows -> answer.complete(null), answer::completeExceptionally);
        return answer;
    }

    /** Says so when it goes and when it comes back, not each time somebody asks. */
    private synchronized void note(Throwable cause) {
        if (cause != null && !away)
            LOG.warnf("Not ready: the database does not answer: %s", RedactedThrowable.inShort(cause));
        if (cause == null && away) LOG.info("Ready again: the database answers");
        away = cause != null;
    }

    private static HealthCheckResponse response(boolean up) {
        return HealthCheckResponse.named("database").status(up).build();
    }
}
