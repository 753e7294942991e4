package dev.prosa.access;

import dev.prosa.access.SigningKey.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** The issuer's key pairs in the database. */
@Singleton
final class SigningKeyStore {

    private static final String ONE_NODE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended('prosa.signing_key', 0))";
    private static final String ALL =
            "select kid, public_key, private_key from signing_key order by created_at desc, kid desc";
    private static final String ADD = "insert into signing_key (kid, public_key, private_key) values ($1, $2, $3)";

    private final Pool pool;

    SigningKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** The newest first. */
    Uni<List<Stored>> all() {
        return all(pool);
    }

    /** All of them, after adding one if there was none; two nodes that start at once add one between them. */
    Uni<List<Stored>> allOrAdd(Stored first) {
        return pool.withTransaction(tx -> allOrAdd(tx, first));
    }

    private static Uni<List<Stored>> allOrAdd(SqlClient tx, Stored first) {
        return tx.query(ONE_NODE_AT_A_TIME)
                .execute()
                .chain(locked -> all(tx))
                .chain(known ->
                        known.isEmpty() ? add(tx, first) : Uni.createFrom().item(known));
    }

    private static Uni<List<Stored>> add(SqlClient tx, Stored key) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(key.kid(), key.publicKey(), key.privateKey()))
                .replaceWith(List.of(key));
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
