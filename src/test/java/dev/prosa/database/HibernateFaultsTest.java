package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.http.Faults;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import java.sql.SQLException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;

/** What the database refuses is the same answer through Hibernate Reactive, which hides the client's exception. */
final class HibernateFaultsTest {

    @Test
    void aSecondOneOfWhatIsUniqueExistsAlready() {
        SQLException cause = new SQLException(
                "ERROR: duplicate key value violates unique constraint \"agent_email_unique\" (23505)", "23505");

        Refused refused = Faults.refusalOf(new ConstraintViolationException("insert", cause, "agent_email_unique"));

        assertThat(refused.problem()).isEqualTo(Problem.ALREADY_EXISTS);
    }

    @Test
    void aDeadlockMayBeTriedAgain() {
        SQLException cause = new SQLException("ERROR: deadlock detected (40P01)", "40P01");

        Refused refused = Faults.refusalOf(new LockAcquisitionException("update", cause));

        assertThat(refused.problem()).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void aViolationNobodyExpectsIsAFault() {
        SQLException cause = new SQLException(
                "ERROR: null value in column \"name\" of relation \"agent\" violates not-null constraint (23502)",
                "23502");

        assertThat(Faults.refusalOf(new ConstraintViolationException("insert", cause, null))
                        .problem())
                .isEqualTo(Problem.INTERNAL_ERROR);
    }
}
