package dev.prosa.access.apikey;

import dev.prosa.directory.Permission;
import dev.prosa.http.Cursor;
import dev.prosa.http.Page;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** API keys in the database; a revoked one is in none of the answers. */
@Singleton
public final class ApiKeyStore {

    private static final String COLUMNS =
            "institution_id, id, name, prefix, permissions, rate_limit, expires_at, created_at, last_used_at";
    private static final String BY_HASH = "select " + COLUMNS + " from api_key where hash = $1 and revoked_at is null";
    private static final String BY_ID =
            "select " + COLUMNS + " from api_key where institution_id = $1 and id = $2 and revoked_at is null";
    private static final String PAGE = "select " + COLUMNS
            + """
             from api_key
            where institution_id = $1 and revoked_at is null
              and ($2::text is null or (lower(name), id) > (lower($2), $3::uuid))
            order by lower(name), id
            limit $4 offset $5""";
    private static final String COUNT = "select count(*) from api_key where institution_id = $1 and revoked_at is null";
    private static final String ADD =
            """
            insert into api_key (institution_id, name, prefix, hash, permissions, rate_limit, expires_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            returning\s"""
                    + COLUMNS;
    private static final String REVOKE =
            "update api_key set revoked_at = $3 where institution_id = $1 and id = $2 and revoked_at is null";
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

    /** By name, with one more than the page holds if there is. @param after null at the beginning */
    Uni<List<ApiKey>> page(UUID institution, Cursor after, Page page) {
        String name = after == null ? null : after.value(0);
        UUID id = after == null ? null : after.uuid(1);
        return query(PAGE, Tuple.of(institution, name, id, page.limit() + 1, page.offset()))
                .map(ApiKeyStore::list);
    }

    Uni<Long> count(UUID institution) {
        return query(COUNT, Tuple.of(institution))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<ApiKey> add(UUID institution, NewApiKey key, ApiKeySecret secret, Instant now) {
        Tuple values = Tuple.tuple(Arrays.asList(
                institution,
                key.name(),
                secret.prefix(),
                Buffer.buffer(secret.hash()),
                key.permissions().stream().map(Permission::wire).sorted().toArray(String[]::new),
                key.rateLimitOrUsual(),
                time(key.expiresAt()),
                time(now)));
        return query(ADD, values).map(ApiKeyStore::first);
    }

    /** False if there is none or it was revoked before. */
    Uni<Boolean> revoke(UUID institution, UUID id, Instant now) {
        return query(REVOKE, Tuple.of(institution, id, time(now))).map(rows -> rows.rowCount() > 0);
    }

    Uni<Void> used(ApiKey key, Instant now) {
        return query(USED, Tuple.of(key.institution(), key.id(), time(now))).replaceWithVoid();
    }

    private Uni<RowSet<Row>> query(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values);
    }

    private static ApiKey first(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? apiKey(rows.iterator().next()) : null;
    }

    private static List<ApiKey> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ApiKeyStore::apiKey)
                .toList();
    }

    private static ApiKey apiKey(Row row) {
        return new ApiKey(
                row.getUUID("institution_id"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("prefix"),
                permissions(row.getArrayOfStrings("permissions")),
                row.getInteger("rate_limit"),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("last_used_at")));
    }

    private static Set<Permission> permissions(String[] wire) {
        return Arrays.stream(wire)
                .map(Permission::ofWire)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
