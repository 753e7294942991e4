package dev.prosa.live;

import dev.prosa.directory.Caller;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.directory.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * TO BE DELETED when {@code access} is there: {@code Bearer test:<id>} is that agent (or API key), and
 * {@code Bearer test:<id>:<epoch milliseconds>} is so until then.
 */
@Singleton
final class TestCredentials implements HttpAuthenticationMechanism {

    private static final String PREFIX = "Bearer test:";
    private static final String CALLER =
            """
            select institution_id, id, name, role from agent where id = $1 and active
            union all
            select institution_id, id, name, null from api_key where id = $1 and revoked_at is null
            """;

    private final Pool pool;

    TestCredentials(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String credential = context.request().getHeader("Authorization");
        if (credential == null || !credential.startsWith(PREFIX))
            return Uni.createFrom().nullItem();
        String[] parts = credential.substring(PREFIX.length()).split(":");
        Instant expiresAt = parts.length > 1 ? Instant.ofEpochMilli(Long.parseLong(parts[1])) : null;
        return pool.preparedQuery(CALLER)
                .execute(Tuple.of(UUID.fromString(parts[0])))
                .map(rows -> identity(rows, expiresAt));
    }

    private static SecurityIdentity identity(RowSet<Row> rows, Instant expiresAt) {
        if (rows.size() == 0) throw new AuthenticationFailedException();
        Caller caller = caller(rows.iterator().next());
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(caller::name)
                .addAttribute(CurrentCaller.ATTRIBUTE, caller);
        if (expiresAt != null) identity.addAttribute("prosa.expiresAt", expiresAt);
        caller.permissions().forEach(permission -> identity.addPermissionAsString(permission.wire()));
        return identity.build();
    }

    private static Caller caller(Row row) {
        boolean agent = row.getString("role") != null;
        Role role = agent ? Role.valueOf(row.getString("role")) : null;
        return new Caller(
                row.getUUID("institution_id"),
                agent ? Caller.Kind.AGENT : Caller.Kind.API_KEY,
                row.getUUID("id"),
                row.getString("name"),
                role,
                Set.of(),
                agent ? Permission.of(role) : Set.of(Permission.CONVERSATIONS_READ));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Before the mechanism of {@code access}, which is asked about every other credential. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 2000;
    }
}
