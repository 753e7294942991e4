package dev.prosa.http;

import dev.prosa.problem.FaultMapping;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refusals by Quarkus Security. */
@Singleton
final class SecurityFaults implements FaultMapping {

    @Override
    public Optional<Refused> refusalOf(Throwable fault) {
        if (isUnauthenticated(fault)) return Optional.of(Problem.UNAUTHORIZED.refused());
        return fault instanceof ForbiddenException ? Optional.of(Problem.FORBIDDEN.refused()) : Optional.empty();
    }

    private static boolean isUnauthenticated(Throwable fault) {
        return fault instanceof UnauthorizedException
                || fault instanceof AuthenticationFailedException
                || fault instanceof AuthenticationCompletionException;
    }
}
