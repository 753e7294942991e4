package dev.prosa.conversation;

import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.DepartmentId;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** An agent that is about to be an assignee. */
record NamedAgent(Agent agent, String name) {

    /** Locked first and in a statement of its own: what it belongs to is read after whoever changed it has committed. */
    private static final String LOCK =
            """
            select a.name from agent a
            where a.institution_id = cast(:institution as uuid) and a.id = cast(:agent as uuid) and a.active
            for share""";

    private static final String DEPARTMENTS =
            """
            select coalesce(string_agg(cast(m.department_id as text), ','), '') from membership m
            where m.institution_id = cast(:institution as uuid) and m.agent_id = cast(:agent as uuid)""";

    /** Its row stays as it is until the transaction ends; one that is not there or not active may nothing. */
    static Uni<NamedAgent> lock(Mutiny.Session session, UUID institution, UUID id) {
        return query(session, LOCK, institution, id)
                .getSingleResultOrNull()
                .chain(name -> name == null
                        ? Uni.createFrom().item(new NamedAgent(Agent.unknown(new AgentId(id)), null))
                        : withDepartments(session, institution, id, name));
    }

    private static Uni<NamedAgent> withDepartments(Mutiny.Session session, UUID institution, UUID id, String name) {
        return query(session, DEPARTMENTS, institution, id)
                .getSingleResult()
                .map(ids -> new NamedAgent(new Agent(new AgentId(id), true, departments(ids)), name));
    }

    private static Mutiny.SelectionQuery<String> query(Mutiny.Session session, String sql, UUID institution, UUID id) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("institution", institution.toString())
                .setParameter("agent", id.toString());
    }

    private static Set<DepartmentId> departments(String ids) {
        return Arrays.stream(ids.split(","))
                .filter(id -> !id.isEmpty())
                .map(id -> new DepartmentId(UUID.fromString(id)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
