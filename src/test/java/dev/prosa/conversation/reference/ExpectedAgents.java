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

/** The agents of the reference: who is active, belongs where and may therefore view which feeds. */
final class ExpectedAgents {

    private final Fixture setting;
    private final Map<UUID, AgentState> agents = new LinkedHashMap<>();

    record AgentState(String name, String role, boolean active, Set<DepartmentId> departments) {

        boolean viewsAll() {
            return !role.equals("AGENT");
        }

        boolean isActiveAdmin() {
            return active && role.equals("ADMIN");
        }

        AgentState in(Set<DepartmentId> others) {
            return new AgentState(name, role, active, others);
        }

        AgentState active(boolean now) {
            return new AgentState(name, role, now, departments);
        }
    }

    ExpectedAgents(Fixture setting) {
        this.setting = setting;
        setting.agents()
                .forEach(agent ->
                        agents.put(agent.id(), new AgentState(agent.name(), agent.role(), true, agent.departments())));
    }

    AgentState of(UUID agent) {
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
        return agentOrNull == null ? Fixture.PROGRAM_NAME : of(agentOrNull).name();
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
                && agents.values().stream().filter(AgentState::isActiveAdmin).count() == 1;
    }

    /** Expects events for each right to a feed that ends or begins; leaving has one too where the role still permits. */
    void become(UUID agent, AgentState now, Events events) {
        AgentState before = agents.put(agent, now);
        Set<UUID> removed = without(seenBy(before), seenBy(now));
        Set<UUID> added = without(seenBy(now), seenBy(before));
        removed.addAll(common(without(feeds(before), feeds(now)), seenBy(before)));
        added.addAll(common(without(feeds(now), feeds(before)), seenBy(now)));
        removed.forEach(feed -> events.ofAgent("agent.removed", agent, feed));
        added.forEach(feed -> events.ofAgent("agent.added", agent, feed));
    }

    private Set<UUID> seenBy(AgentState standing) {
        if (!standing.active()) return Set.of();
        if (standing.viewsAll()) return Set.copyOf(setting.feeds());
        Set<UUID> seen = feeds(standing);
        seen.add(setting.feedOf(null));
        return seen;
    }

    private static Set<UUID> feeds(AgentState standing) {
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
