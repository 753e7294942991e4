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
                .admit(header.substring(SCHEME.length()).strip())
                .invoke(admitted -> count(admitted, request.response()))
                .map(BearerMechanism::identity)
                .onFailure(BearerMechanism::isUnauthorized)
                .transform(AuthenticationFailedException::new);
    }

    /** Each request whose key was looked at and found good counts, whatever its answer. */
    private void count(AuthenticatedCaller admitted, HttpServerResponse response) {
        if (admitted.rateLimit() == null) return;
        RateLimit limit = limits.count(admitted.caller().id(), admitted.rateLimit());
        limit.orRefuse();
        limit.headers().forEach(response::putHeader);
    }

    private static boolean isUnauthorized(Throwable fault) {
        return fault instanceof Refused refused && refused.problem() == Problem.UNAUTHORIZED;
    }

    private static SecurityIdentity identity(AuthenticatedCaller admitted) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(admitted.caller().id().toString()))
                .addAttribute(CurrentCaller.ATTRIBUTE, admitted.caller())
                .addPermissionsAsString(admitted.caller().permissions().stream()
                        .map(Permission::wire)
                        .collect(Collectors.toSet()));
        if (admitted.caller().role() != null)
            identity.addRole(admitted.caller().role().name());
        if (admitted.expiresAt() != null) identity.addAttribute(AuthenticatedCaller.EXPIRES_AT, admitted.expiresAt());
        if (admitted.loggedIn() != null) identity.addAttribute(AuthenticatedCaller.LOGGED_IN, admitted.loggedIn());
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
