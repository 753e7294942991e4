package dev.prosa.testing;

import dev.prosa.database.SqlErrors;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a failure of the database would be to a caller over HTTP. */
public final class Problems {

    private static final SqlErrors ERRORS = new SqlErrors();

    private Problems() {}

    /** INTERNAL_ERROR if nothing in the chain of causes is known. */
    public static Problem of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Problems::known)
                .flatMap(Optional::stream)
                .map(Refused::problem)
                .findFirst()
                .orElse(Problem.INTERNAL_ERROR);
    }

    private static Optional<Refused> known(Throwable failure) {
        return failure instanceof Refused refused ? Optional.of(refused) : ERRORS.refusalOf(failure);
    }
}
