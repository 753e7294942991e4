package dev.prosa.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A person who answers. When its password changes, the database notes the time. */
@Entity
@Table(name = "agent")
@DynamicUpdate
public class Agent extends DirectoryEntry {

    private String email;

    /** Null: signs in by an external issuer only. */
    @Column(name = "password_hash")
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean active;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Agent() {}

    /** An active one. */
    public Agent(UUID institution, String name, String email, String passwordHash, Role role, Instant now) {
        super(institution, name, now);
        this.email = email;
        this.passwordHash = passwordHash;
        this.role = role;
        this.active = true;
        this.updatedAt = now;
    }

    String email() {
        return email;
    }

    Role role() {
        return role;
    }

    boolean isActive() {
        return active;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }

    /** Whether the change would leave something of the agent itself different; memberships are apart. */
    boolean differsFrom(AgentChange change) {
        return change.deleted()
                || differs(name(), change.name())
                || differs(email, change.email())
                || differs(passwordHash, change.passwordHash())
                || differs(role, change.role())
                || differs(active, change.active());
    }

    private static boolean differs(Object current, Object wantedOrNull) {
        return wantedOrNull != null && !wantedOrNull.equals(current);
    }

    void apply(AgentChange change, Instant now) {
        if (change.name() != null) rename(change.name());
        if (change.email() != null) email = change.email();
        if (change.passwordHash() != null) passwordHash = change.passwordHash();
        if (change.role() != null) role = change.role();
        if (change.active() != null) active = change.active();
        if (change.deleted()) delete(now);
        updatedAt = now;
    }
}
