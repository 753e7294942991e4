package dev.prosa.directory;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An active agent who may see a department.
 *
 * @param membership the agent's id if it belongs to the department, else null: it sees the department by its role
 */
@RegisterForReflection
record DepartmentViewer(UUID id, String name, Role role, UUID membership) {

    private static final String ACTIVE_AGENTS =
            """
            select a.id, a.name, a.role, m.agent from Agent a
            left join Membership m on m.institution = a.institution and m.agent = a.id and m.department = :department
            where a.institution = :institution and a.active
            order by a.id""";

    /** By their ids. */
    static Uni<List<DepartmentViewer>> of(DirectoryTransaction tx, UUID department) {
        return tx.query(ACTIVE_AGENTS, DepartmentViewer.class)
                .setParameter("department", department)
                .getResultList()
                .map(agents -> viewers(agents, department));
    }

    private static List<DepartmentViewer> viewers(List<DepartmentViewer> agents, UUID department) {
        return agents.stream().filter(agent -> agent.canView(department)).toList();
    }

    private boolean canView(UUID department) {
        Set<UUID> departments = membership == null ? Set.of() : Set.of(department);
        return new AgentVisibility(true, role, departments).canView(department);
    }
}
