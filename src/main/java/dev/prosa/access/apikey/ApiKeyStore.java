package dev.prosa.access.apikey;

import dev.prosa.directory.Permission;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Finds the API key that a request carries, in one statement; a revoked one is not found. */
@Singleton
public final class ApiKeyStore {

    private static final String FIND =
            """
            select institution_id, id, name, prefix, permissions, rate_limit, expires_at, created_at, last_used_at
            from api_key where revoked_at is null and """;
    private static final String BY_HASH = FIND + " hash = $1";
    private static final String BY_ID = FIND + " institution_id = $1 and id = $2";
    private static final String USED = "update api_key set last_used_at = $3 where institution_id = $1 and id = $2";

    private final Pool pool;

    ApiKeyStore(Pool pool) {
        this.pool = pool;
    }

    /** Null if there is none or it was revoked. */
    public Uni<ApiKey> byHash(byte[] hash) {
        return query(BY_HASH, Tuple.of(Buffer.buffer(hash))).map(ApiKeyStore::first);
    }

    /** Null if there is none or it was revoked. */
    public Uni<ApiKey> byId(UUID institution, UUID id) {
        return query(BY_ID, Tuple.of(institution, id)).map(ApiKeyStore::first);
    }

    Uni<Void> used(ApiKey key, Instant now) {
        return query(USED, Tuple.of(key.institution(), key.id(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static ApiKey first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? apiKey(rows.iterator().next()) : null;
    }

    private static ApiKey apiKey(Row row) {
        return new ApiKey(
                row.getUUID("institution_id"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("prefix"),
                Permission.ofWire(row.getArrayOfStrings("permissions")),
                row.getInteger("rate_limit"),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("last_used_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
