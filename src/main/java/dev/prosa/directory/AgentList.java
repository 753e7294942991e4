package dev.prosa.directory;

import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads agents with their departments. */
@Singleton
final class AgentList {

    private final DirectoryReader reader;

    AgentList(DirectoryReader reader) {
        this.reader = reader;
    }

    /** @throws dev.prosa.problem.Refused NOT_FOUND, also for what is another institution's */
    Uni<AgentResponse> get(Caller caller, UUID id) {
        return reader.get(Agent.class, caller, id).chain(agent -> withDepartments(caller, agent));
    }

    private Uni<AgentResponse> withDepartments(Caller caller, Agent agent) {
        return reader.departments(caller, List.of(agent)).map(departments -> shown(agent, departments, caller));
    }

    Uni<ListPage<AgentResponse>> list(Caller caller, Page page) {
        return reader.list(Agent.class, caller, ListFilter.NONE, page).chain(agents -> withDepartments(caller, agents));
    }

    private Uni<ListPage<AgentResponse>> withDepartments(Caller caller, ListPage<Agent> agents) {
        return reader.departments(caller, agents.data())
                .map(departments -> agents.map(agent -> shown(agent, departments, caller)));
    }

    private static AgentResponse shown(Agent agent, Map<UUID, List<UUID>> departments, Caller caller) {
        return AgentResponse.of(agent, departments.getOrDefault(agent.id(), List.of()), caller);
    }
}
