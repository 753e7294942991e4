package dev.prosa.feed;

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
 * Sees to it that nobody goes on from what may never have happened: each new connection is asked, before anything else,
 * whether the feeds are where they were when they were last served. If the database was restored, promoted or copied they
 * begin new histories, and every client is told to resync. Connections of before do not outlive the server they lead to.
 */
@Singleton
final class FeedEpochs {

    private static final Logger LOG = Logger.getLogger(FeedEpochs.class);
    private static final String RECOGNISE = "select origin, renewed from feed_recognise($1)";
    /** More than a statement may take. */
    private static final long ANSWER_WITHIN_S = 30;

    private final AtomicBoolean toldOfBlindness = new AtomicBoolean();
    private volatile boolean always;

    /** @param always whether they begin new histories with the first connection, whatever it says */
    FeedEpochs(@ConfigProperty(name = "prosa.new-epoch", defaultValue = "false") boolean always) {
        this.always = always;
    }

    /** The same connection; fails, and closes it, unless it is known where the feeds are. */
    Future<SqlConnection> recognised(SqlConnection connection) {
        return connection
                .preparedQuery(RECOGNISE)
                .execute(Tuple.of(always))
                .timeout(ANSWER_WITHIN_S, TimeUnit.SECONDS)
                .onSuccess(this::tell)
                .onFailure(cause -> connection.close())
                .map(connection);
    }

    private void tell(RowSet<Row> rows) {
        always = false;
        Row row = rows.iterator().next();
        String origin = row.getString("origin");
        Long renewed = row.getLong("renewed");
        if (renewed != null) LOG.warnf("%d feeds begin a new history, their clients resync: %s", renewed, origin);
        if (origin.contains("?") && toldOfBlindness.compareAndSet(false, true))
            LOG.warnf("A restored database may not be noticed, start with PROSA_NEW_EPOCH=true then: %s", origin);
    }
}
