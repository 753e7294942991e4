package dev.prosa.directory;

import java.util.Set;
import java.util.UUID;

/** Who asks, as the database knew it at this request: never as a token said. */
public record Caller(UUID institution, Kind kind, UUID id, String name, Role role, Set<Permission> permissions) {

    /** What a caller is, as {@code by.type} and {@code author.type} say it. */
    public enum Kind {
        AGENT,
        API_KEY
    }

    public boolean isAgent() {
        return kind == Kind.AGENT;
    }

    /** The agent by whose memberships its sight is limited, or null for one who sees all of the institution (R14). */
    public UUID seesAs() {
        return role == Role.AGENT ? id : null;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
