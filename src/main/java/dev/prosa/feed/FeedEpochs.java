package dev.prosa.feed;

import dev.prosa.database.ConnectionCheck;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Gives all feeds a new epoch when the database is not the one that was served last: after a restore, a promotion or on
 * a copy. Each new connection asks for this before it is used, so that no client continues with events that the
 * database does not have. Older connections cannot be used any more: they have ended with their server.
 */
@Singleton
final class FeedEpochs implements ConnectionCheck {

    private static final Logger LOG = Logger.getLogger(FeedEpochs.class);
    private static final String RECOGNISE = "select origin, renewed from feed_recognise($1)";
    /** Longer than the database lets a statement run. */
    private static final long TIMEOUT_S = 30;

    private final AtomicBoolean warnedOfUnknownOrigin = new AtomicBoolean();
    private volatile boolean forced;

    /** @param forced whether the first connection gives new epochs, whatever the database is */
    FeedEpochs(@ConfigProperty(name = "prosa.new-epoch", defaultValue = "false") boolean forced) {
        this.forced = forced;
    }

    @Override
    public Future<SqlConnection> check(SqlConnection connection) {
        return connection
                .preparedQuery(RECOGNISE)
                .execute(Tuple.of(forced))
                .timeout(TIMEOUT_S, TimeUnit.SECONDS)
                .onSuccess(this::logNewEpochs)
                .onFailure(cause -> connection.close())
                .map(connection);
    }

    private void logNewEpochs(RowSet<Row> rows) {
        forced = false;
        Row row = rows.iterator().next();
        String origin = row.getString("origin");
        Long renewed = row.getLong("renewed");
        if (renewed != null) LOG.warnf("%d feeds begin a new history, their clients resync: %s", renewed, origin);
        if (origin.contains("?") && warnedOfUnknownOrigin.compareAndSet(false, true))
            LOG.warnf("A restored database may not be noticed, start with PROSA_NEW_EPOCH=true then: %s", origin);
    }
}
