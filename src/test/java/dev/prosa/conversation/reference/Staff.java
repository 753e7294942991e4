package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.DepartmentId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The agents of the reference: who is active, belongs where and therefore sees which feeds. */
final class Staff {

    private final Setting setting;
    private final Map<UUID, Standing> agents = new LinkedHashMap<>();

    record Standing(String name, String role, boolean active, Set<DepartmentId> departments) {

        boolean seesAll() {
            return !role.equals("AGENT");
        }

        boolean isActiveAdmin() {
            return active && role.equals("ADMIN");
        }

        Standing in(Set<DepartmentId> others) {
            return new Standing(name, role, active, others);
        }

        Standing active(boolean now) {
            return new Standing(name, role, now, departments);
        }
    }

    Staff(Setting setting) {
        this.setting = setting;
        setting.agents()
                .forEach(agent ->
                        agents.put(agent.id(), new Standing(agent.name(), agent.role(), true, agent.departments())));
    }

    Standing of(UUID agent) {
        return agents.get(agent);
    }

    String name(AgentId agent) {
        return of(agent.value()).name();
    }

    /** Who signs what this agent (null: the program) sends. */
    Author author(UUID agentOrNull) {
        return agentOrNull == null
                ? new Author.ApiKeyAuthor(setting.programId())
                : new Author.AgentAuthor(known(agentOrNull));
    }

    String nameOf(UUID agentOrNull) {
        return agentOrNull == null ? Setting.PROGRAM_NAME : of(agentOrNull).name();
    }

    /** As the rules know it; null for null. */
    Agent known(UUID agentOrNull) {
        if (agentOrNull == null) return null;
        return new Agent(
                new AgentId(agentOrNull),
                of(agentOrNull).active(),
                of(agentOrNull).departments());
    }

    boolean isLastActiveAdmin(UUID agent) {
        return of(agent).isActiveAdmin()
                && agents.values().stream().filter(Standing::isActiveAdmin).count() == 1;
    }

    /** Tells whose right to which feed ends and begins: a leaving too where the role keeps the sight. */
    void become(UUID agent, Standing now, Events events) {
        Standing before = agents.put(agent, now);
        Set<UUID> removed = without(seenBy(before), seenBy(now));
        Set<UUID> added = without(seenBy(now), seenBy(before));
        removed.addAll(common(without(feeds(before), feeds(now)), seenBy(before)));
        added.addAll(common(without(feeds(now), feeds(before)), seenBy(now)));
        removed.forEach(feed -> events.ofAgent("agent.removed", agent, feed));
        added.forEach(feed -> events.ofAgent("agent.added", agent, feed));
    }

    private Set<UUID> seenBy(Standing standing) {
        if (!standing.active()) return Set.of();
        if (standing.seesAll()) return Set.copyOf(setting.feeds());
        Set<UUID> seen = feeds(standing);
        seen.add(setting.feedOf(null));
        return seen;
    }

    private static Set<UUID> feeds(Standing standing) {
        return standing.departments().stream().map(DepartmentId::value).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> these) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(these);
        return rest;
    }

    private static Set<UUID> common(Set<UUID> some, Set<UUID> others) {
        Set<UUID> common = new HashSet<>(some);
        common.retainAll(others);
        return common;
    }
}
