package dev.prosa.directory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What of an agent is to change; what is null stays.
 *
 * @param departments all it is to belong to
 */
record AgentChange(
        String name,
        String email,
        String passwordHash,
        Role role,
        Boolean active,
        Set<UUID> departments,
        boolean deleted) {

    static final AgentChange DELETION = new AgentChange(null, null, null, null, false, Set.of(), true);

    static AgentChange membership(Collection<UUID> departments) {
        return new AgentChange(null, null, null, null, null, new LinkedHashSet<>(departments), false);
    }

    /** Whether it could take from the institution its last active ADMIN. */
    boolean mayEndAdmin() {
        return Boolean.FALSE.equals(active) || role != null && role != Role.ADMIN;
    }
}
