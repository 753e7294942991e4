package dev.prosa.directory;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an agent may see (R14): nothing unless it is active, all of the institution by its role, else triage and its
 * departments. The SQL that lists conversations says the same of rows.
 */
record AgentVisibility(boolean active, Role role, Set<UUID> departments) {

    boolean canViewTriage() {
        return active;
    }

    boolean canView(UUID department) {
        return active && (role.viewsInstitution() || departments.contains(department));
    }

    /** The feeds it may see: triage's, which has the institution's id, and those of departments. */
    Set<UUID> feeds(UUID institution, Collection<UUID> allDepartments) {
        Set<UUID> feeds = allDepartments.stream().filter(this::canView).collect(Collectors.toSet());
        if (canViewTriage()) feeds.add(institution);
        return feeds;
    }
}
