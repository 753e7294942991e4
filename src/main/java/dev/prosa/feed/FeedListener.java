package dev.prosa.feed;

import dev.prosa.observability.RedactedThrowable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Receives the hints of all feeds on a connection of its own. A lost connection is made again after 0.2 s, then each
 * second. A connection that does not answer {@link #check} within 2 s is replaced too.
 */
final class FeedListener {

    private static final Logger LOG = Logger.getLogger(FeedListener.class);
    /** The name of the connection in {@code pg_stat_activity}. */
    static final String NAME = "prosa-listen";

    private static final String CHANNEL = "prosa_feed";
    private static final String ALIVE = "select pg_listening_channels()";
    private static final long CHECK_TIMEOUT_MS = 2_000;

    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Consumer<UUID> hint;
    private final Runnable listening;
    private PgSubscriber subscriber;
    private boolean checking;
    private boolean closed;

    /** @param listening called at each (re-)subscription: hints may have been missed before it */
    FeedListener(Vertx vertx, PgConnectOptions options, Consumer<UUID> hint, Runnable listening) {
        this.vertx = vertx;
        this.options = new PgConnectOptions(options).addProperty("application_name", NAME);
        this.hint = hint;
        this.listening = listening;
    }

    synchronized void open() {
        if (closed) return;
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(FeedListener::reconnectAfter);
        subscriber.channel(CHANNEL).subscribeHandler(v -> listening.run()).handler(this::notified);
        PgSubscriber opened = subscriber;
        subscriber.connect().onFailure(cause -> retry(opened, cause));
    }

    private static Long reconnectAfter(Integer attempts) {
        return attempts < 5 ? 200L : 1_000L;
    }

    private void notified(String feed) {
        try {
            hint.accept(UUID.fromString(feed));
        } catch (IllegalArgumentException e) {
            LOG.warnf("A notification on channel %s is not the id of a feed", CHANNEL);
        }
    }

    private void retry(PgSubscriber failed, Throwable cause) {
        String why = RedactedThrowable.inShort(cause);
        LOG.warnf("LISTEN is not possible at the moment; feeds are polled until it is: %s", why);
        vertx.setTimer(1_000, t -> replace(failed));
    }

    /** Asks the connection whether it listens, and replaces it if it does not. To be called about each second. */
    synchronized void check() {
        PgConnection connection = connection();
        if (connection == null || checking || closed) return;
        PgSubscriber checked = subscriber;
        checking = true;
        long deadline = vertx.setTimer(CHECK_TIMEOUT_MS, t -> replace(checked));
        connection.query(ALIVE).execute().onComplete(answer -> answered(checked, deadline, answer));
    }

    /** Null while there is none. */
    synchronized PgConnection connection() {
        return subscriber == null ? null : subscriber.actualConnection();
    }

    /** A lost connection answers with a failure, and the subscriber reconnects by itself. */
    private synchronized void answered(PgSubscriber checked, long deadline, AsyncResult<RowSet<Row>> answer) {
        if (!vertx.cancelTimer(deadline)) return;
        checking = false;
        boolean isNotListening = answer.succeeded() && answer.result().size() == 0;
        if (isNotListening) replace(checked);
    }

    private synchronized void replace(PgSubscriber old) {
        if (old != subscriber || closed) return;
        checking = false;
        old.close();
        open();
    }

    synchronized void close() {
        closed = true;
        if (subscriber != null) subscriber.close();
    }
}
