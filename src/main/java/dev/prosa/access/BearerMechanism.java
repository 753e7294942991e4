package dev.prosa.access;

import dev.prosa.access.apikey.RateLimit;
import dev.prosa.access.apikey.RateLimits;
import dev.prosa.directory.CurrentCaller;
import dev.prosa.directory.Permission;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Makes the security identity of a request out of {@code Authorization: Bearer …}. */
@Singleton
final class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final Credentials credentials;
    private final RateLimits limits;

    BearerMechanism(Credentials credentials, RateLimits limits) {
        this.credentials = credentials;
        this.limits = limits;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager ignored) {
        String header = request.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        return credentials
                .authenticate(header.substring(SCHEME.length()).strip())
                .invoke(authenticated -> count(authenticated, request.response()))
                .map(BearerMechanism::identity)
                .onFailure(BearerMechanism::isUnauthorized)
                .transform(AuthenticationFailedException::new);
    }

    /** Each request whose key was looked at and found good counts, whatever its answer. */
    private void count(AuthenticatedCaller authenticated, HttpServerResponse response) {
        if (authenticated.rateLimit() == null) return;
        RateLimit limit = limits.count(authenticated.caller().id(), authenticated.rateLimit());
        limit.orRefuse();
        limit.headers().forEach(response::putHeader);
    }

    private static boolean isUnauthorized(Throwable fault) {
        return fault instanceof Refused refused && refused.problem() == Problem.UNAUTHORIZED;
    }

    private static SecurityIdentity identity(AuthenticatedCaller authenticated) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(authenticated.caller().id().toString()))
                .addAttribute(CurrentCaller.ATTRIBUTE, authenticated.caller())
                .addPermissionsAsString(authenticated.caller().permissions().stream()
                        .map(Permission::wire)
                        .collect(Collectors.toSet()));
        if (authenticated.caller().role() != null)
            identity.addRole(authenticated.caller().role().name());
        if (authenticated.expiresAt() != null)
            identity.addAttribute(AuthenticatedCaller.EXPIRES_AT, authenticated.expiresAt());
        if (authenticated.authTime() != null)
            identity.addAttribute(AuthenticatedCaller.AUTH_TIME, authenticated.authTime());
        return identity.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Before any other mechanism: a bearer that nobody here knows is refused. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1000;
    }
}
