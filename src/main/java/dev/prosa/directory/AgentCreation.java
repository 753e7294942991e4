package dev.prosa.directory;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A new agent, whose rights begin with its first events. Used once, by one sequential chain. */
final class AgentCreation {

    private final DirectoryTransaction tx;
    private final AgentRequest request;
    private final Agent agent;
    private AgentDepartments departments;

    AgentCreation(DirectoryTransaction tx, AgentRequest request, String passwordHash) {
        this.tx = tx;
        this.request = request;
        this.agent = new Agent(
                tx.institution(), request.name(), request.email(), passwordHash, request.roleOrUsual(), tx.now());
    }

    Uni<AgentResponse> carryOut() {
        return tx.keepDepartments()
                .chain(() -> Agents.emailMustBeFree(tx, agent.email(), agent.id()))
                .chain(() -> AgentDepartments.all(tx))
                .invoke(all -> departments = new AgentDepartments(all, Set.of(), request.departmentsOrNone()))
                .chain(() -> tx.session().persist(agent))
                .chain(this::join)
                .chain(() -> Agents.save(tx))
                .chain(() -> tx.append(rights().events(agent.id(), agent.name())))
                .map(done -> AgentResponse.of(agent, departments.byName()));
    }

    private Uni<Void> join() {
        return tx.session()
                .persistAll(AgentDepartments.memberships(tx.institution(), agent.id(), departments.joined())
                        .toArray());
    }

    private RightsChange rights() {
        AgentVisibility visibility = new AgentVisibility(true, agent.role(), departments.after());
        return new RightsChange(Set.of(), visibility.feeds(tx.institution(), departments.all()), departments);
    }
}
