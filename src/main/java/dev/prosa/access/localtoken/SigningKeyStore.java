package dev.prosa.access.localtoken;

import dev.prosa.access.localtoken.SigningKey.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The issuer's key pairs in the database. */
@Singleton
final class SigningKeyStore {

    private static final String ONE_NODE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('prosa.signing_key', 0))";
    private static final String ALL =
            "select kid, public_key, private_key from signing_key order by created_at desc, kid desc";
    private static final String LACKS =
            "select not exists (select from signing_key where created_at > now() - $1 * interval '1 second')";
    private static final String ADD = "insert into signing_key (kid, public_key, private_key) values ($1, $2, $3)";

    private final Pool pool;

    SigningKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest first. */
    Uni<List<Stored>> all() {
        return all(pool);
    }

    /** Whether there is none, or the newest one was made longer ago than that. */
    Uni<Boolean> lacksKey(Duration life) {
        return lacksKey(pool, life);
    }

    /** All of them, after adding one if it is lacking; of nodes that start at once one adds it. */
    Uni<List<Stored>> addIfLacking(Stored key, Duration life) {
        return pool.withTransaction(tx -> addIfLacking(tx, key, life));
    }

    private static Uni<List<Stored>> addIfLacking(SqlClient tx, Stored key, Duration life) {
        return tx.query(ONE_NODE_AT_A_TIME)
                .execute()
                .chain(locked -> lacksKey(tx, life))
                .chain(lacks -> lacks ? add(tx, key) : Uni.createFrom().voidItem())
                .chain(done -> all(tx));
    }

    private static Uni<Boolean> lacksKey(SqlClient client, Duration life) {
        return client.preparedQuery(LACKS)
                .execute(Tuple.of((double) life.toSeconds()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Uni<Void> add(SqlClient tx, Stored key) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(key.kid(), key.publicKey(), key.privateKey()))
                .replaceWithVoid();
    }

    private static Uni<List<Stored>> all(SqlClient client) {
        return client.query(ALL).execute().map(SigningKeyStore::list);
    }

    private static List<Stored> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SigningKeyStore::stored)
                .toList();
    }

    private static Stored stored(Row row) {
        return new Stored(row.getString("kid"), row.getString("public_key"), row.getString("private_key"));
    }
}
