package dev.prosa.directory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a change of an agent means for the feeds it may see. Leaving a department has an event even if the
 * feed stays visible by role; another role has one only where a feed becomes visible or invisible.
 *
 * @param before the feeds it could see
 * @param after those it can see now
 */
record RightsChange(Set<UUID> before, Set<UUID> after, AgentDepartments departments) {

    List<DirectoryEvent> events(UUID agent, String name) {
        return new TreeSet<>(union(before, after))
                .stream()
                        .map(feed -> event(feed, agent, name))
                        .filter(event -> event != null)
                        .toList();
    }

    /** Null where nothing is to be said. */
    private DirectoryEvent event(UUID feed, UUID agent, String name) {
        if (!after.contains(feed)) return DirectoryEvent.agentRemoved(feed, agent, name, true);
        if (!before.contains(feed) || departments.joined().contains(feed))
            return DirectoryEvent.agentAdded(feed, agent, name);
        return departments.left().contains(feed) ? DirectoryEvent.agentRemoved(feed, agent, name, false) : null;
    }

    private static Set<UUID> union(Collection<UUID> some, Collection<UUID> others) {
        Set<UUID> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
