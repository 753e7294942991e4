package dev.prosa.directory;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;

/**
 * The end of a department: its memberships end, and with the last event of its feed everybody's right to it, also that
 * of programs. Used once, by one sequential chain.
 */
final class DepartmentDeletion {

    private static final String MEMBERS =
            """
            from Agent a
            where a.institution = :institution and a.id in (
                select m.agent from Membership m where m.institution = :institution and m.department = :department)
            order by a.id""";

    private static final String CHANNELS =
            """
            select count(c) from Channel c
            where c.institution = :institution and c.department = :department and c.deletedAt is null""";

    private static final String END_MEMBERSHIPS =
            "delete from Membership m where m.institution = :institution and m.department = :department";

    private final DirectoryTransaction tx;
    private final UUID id;
    private final List<DirectoryEvent> events = new ArrayList<>();
    private Department department;

    DepartmentDeletion(DirectoryTransaction tx, UUID id) {
        this.tx = tx;
        this.id = id;
    }

    Uni<DepartmentResponse> carryOut() {
        return tx.keepRights()
                .chain(this::lockMembers)
                .chain(this::lockDepartment)
                .chain(this::mustHaveNoConversations)
                .chain(this::mustHaveNoChannels)
                .chain(this::rightsEnd)
                .chain(this::save)
                .chain(() -> tx.append(events))
                .map(done -> DepartmentResponse.of(department));
    }

    /** So that none of them is made an assignee there meanwhile. */
    private Uni<List<Agent>> lockMembers() {
        return tx.query(MEMBERS, Agent.class)
                .setParameter("department", id)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private Uni<Void> lockDepartment() {
        return tx.lockAgainstUse(Department.class, "department", id)
                .invoke(found -> department = found)
                .replaceWithVoid();
    }

    private Uni<Void> mustHaveNoConversations() {
        return tx.conversations()
                .activeInDepartment(tx.session(), tx.institution(), id)
                .invoke(active -> refuseIf(active, "It has active conversations"))
                .replaceWithVoid();
    }

    private Uni<Void> mustHaveNoChannels() {
        return tx.query(CHANNELS, Long.class)
                .setParameter("department", id)
                .getSingleResult()
                .invoke(channels -> refuseIf(channels > 0, "Channels lead to the department"))
                .replaceWithVoid();
    }

    private static void refuseIf(boolean inUse, String detail) {
        if (inUse) throw Problem.IN_USE.refused(detail);
    }

    private Uni<Void> rightsEnd() {
        return DepartmentViewer.of(tx, id).invoke(this::addEvents).replaceWithVoid();
    }

    private void addEvents(List<DepartmentViewer> viewers) {
        for (DepartmentViewer agent : viewers)
            events.add(DirectoryEvent.agentRemoved(id, agent.id(), agent.name(), true));
        events.add(DirectoryEvent.departmentDeleted(id, department.name()));
    }

    private Uni<Void> save() {
        return tx.mutation(END_MEMBERSHIPS)
                .setParameter("department", id)
                .executeUpdate()
                .invoke(() -> department.delete(tx.now()))
                .chain(() -> tx.session().flush());
    }
}
