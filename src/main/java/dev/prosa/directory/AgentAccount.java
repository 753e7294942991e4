package dev.prosa.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * An active agent with the departments it belongs to, by name.
 *
 * @param passwordChangedAt null: never
 */
public record AgentAccount(
        UUID institution,
        String institutionName,
        UUID id,
        String name,
        String email,
        String passwordHash,
        Instant passwordChangedAt,
        Role role,
        List<Named> departments) {

    public record Named(UUID id, String name) {}

    /** When a line of tokens begins for one who has just proven the password, however clocks differ. */
    public Instant beginning(Instant now) {
        return outdates(now) ? passwordChangedAt : now;
    }

    /** Whether the password changed after that login; one in the same second passes, as tokens know whole seconds only. */
    public boolean outdates(Instant loggedIn) {
        return passwordChangedAt != null && loggedIn.isBefore(passwordChangedAt.truncatedTo(ChronoUnit.SECONDS));
    }

    public Caller caller() {
        return new Caller(institution, Caller.Kind.AGENT, id, name, role, Permission.of(role));
    }
}
