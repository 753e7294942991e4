package dev.prosa.directory;

import dev.prosa.database.ConstraintRefusals;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** The constraints of the directory that a well-formed request can run into. */
final class DirectoryConstraints {

    private DirectoryConstraints() {}

    @Produces
    @Singleton
    static ConstraintRefusals refusals() {
        return new ConstraintRefusals(Map.of(
                "department_name_unique", Problem.ALREADY_EXISTS.refused("A department of this name exists already"),
                "agent_email_unique", Problem.ALREADY_EXISTS.refused("An agent with this email exists already"),
                "contact_phone_unique", Problem.ALREADY_EXISTS.refused("A contact with this phone exists already"),
                "contact_metadata_size", Refused.field("metadata", "must not exceed 16 KiB"),
                "channel_department_fk", Refused.field("departmentId", "is no department"),
                "membership_department_fk", Refused.field("departmentIds", "must all be departments")));
    }
}
