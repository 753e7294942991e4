package dev.prosa.directory;

import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A change of an agent: of itself, of its departments, or its end. A repeat changes nothing and appends nothing. Used
 * once, by one sequential chain.
 */
final class AgentUpdate {

    /** With it all ADMINs if it may be the last: two that go at once meet at each other's rows. */
    private static final String AGENTS =
            """
            from Agent a
            where a.institution = :institution and a.deletedAt is null
              and (a.id = :agent or :mayEndAdmin = true and a.role = ADMIN)
            order by a.id""";

    /** As {@link #AGENTS}. Who becomes inactive is referred to by what is assigned to it: no weaker lock is enough. */
    private static final String LOCK =
            """
            select 1 from agent a
            where a.institution_id = :institution and a.deleted_at is null
              and (a.id = :agent or :mayEndAdmin and a.role = 'ADMIN')
            order by a.id
            for update""";

    private static final String OTHER_ADMINS =
            """
            select count(a) from Agent a
            where a.institution = :institution and a.active and a.role = ADMIN and a.id <> :agent""";

    private static final String MEMBERSHIPS =
            "select m.department from Membership m where m.institution = :institution and m.agent = :agent";

    private static final String LEAVE =
            """
            delete from Membership m
            where m.institution = :institution and m.agent = :agent and m.department in :departments""";

    private final DirectoryTransaction tx;
    private final UUID id;
    private final AgentChange change;
    private final List<DirectoryEvent> events = new ArrayList<>();
    private Agent agent;
    private AgentDepartments departments;

    AgentUpdate(DirectoryTransaction tx, UUID id, AgentChange change) {
        this.tx = tx;
        this.id = id;
        this.change = change;
    }

    Uni<AgentResponse> carryOut() {
        return tx.keepDepartments()
                .chain(this::lockAgents)
                .chain(this::mustLeaveAnAdmin)
                .chain(this::readDepartments)
                .chain(() -> isChange() ? apply() : Uni.createFrom().voidItem())
                .map(done -> AgentResponse.of(agent, departments.byName()));
    }

    private Uni<Void> lockAgents() {
        return tx.session()
                .createNativeQuery(LOCK, Integer.class)
                .setParameter("institution", tx.institution())
                .setParameter("agent", id)
                .setParameter("mayEndAdmin", change.mayEndAdmin())
                .getResultList()
                .chain(this::agents)
                .invoke(locked -> agent = own(locked))
                .replaceWithVoid();
    }

    private Uni<List<Agent>> agents() {
        return tx.query(AGENTS, Agent.class)
                .setParameter("agent", id)
                .setParameter("mayEndAdmin", change.mayEndAdmin())
                .getResultList();
    }

    private Agent own(List<Agent> locked) {
        return locked.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(Problem.NOT_FOUND::refused);
    }

    private Uni<Void> mustLeaveAnAdmin() {
        if (!agent.isActiveAdmin() || !change.mayEndAdmin())
            return Uni.createFrom().voidItem();
        return tx.query(OTHER_ADMINS, Long.class)
                .setParameter("agent", id)
                .getSingleResult()
                .invoke(AgentUpdate::mustBeSome)
                .replaceWithVoid();
    }

    private static void mustBeSome(long admins) {
        if (admins == 0) throw Problem.IN_USE.refused("The last active ADMIN cannot go");
    }

    private Uni<Void> readDepartments() {
        return AgentDepartments.all(tx).chain(this::readMemberships);
    }

    private Uni<Void> readMemberships(List<UUID> all) {
        return tx.query(MEMBERSHIPS, UUID.class)
                .setParameter("agent", id)
                .getResultList()
                .map(HashSet::new)
                .invoke(before -> departments = new AgentDepartments(all, before, departmentsAfter(before)))
                .replaceWithVoid();
    }

    private Set<UUID> departmentsAfter(Set<UUID> before) {
        return change.departments() == null ? before : change.departments();
    }

    private boolean isChange() {
        return agent.differsFrom(change) || departments.isChange();
    }

    /** Conversations first: they refer to the memberships and to the agent's activity. */
    private Uni<Void> apply() {
        boolean isNewName = change.name() != null && !change.name().equals(agent.name());
        Set<UUID> feedsBefore = feeds(departments.before());
        return emailMustBeFree()
                .chain(() -> isNewName ? rename() : Uni.createFrom().voidItem())
                .chain(this::unassign)
                .chain(this::leave)
                .chain(this::join)
                .invoke(() -> agent.apply(change, tx.now()))
                .chain(() -> Agents.save(tx))
                .invoke(() -> addRightsEvents(feedsBefore))
                .chain(() -> tx.append(events));
    }

    private Uni<Void> emailMustBeFree() {
        return change.email() == null ? Uni.createFrom().voidItem() : Agents.emailMustBeFree(tx, change.email(), id);
    }

    private Uni<Void> rename() {
        for (UUID feed : allFeeds()) events.add(DirectoryEvent.agentUpdated(feed, id, change.name()));
        return tx.conversations().renameAssignee(tx.session(), tx.institution(), id, change.name());
    }

    private List<UUID> allFeeds() {
        return Stream.concat(Stream.of(tx.institution()), departments.all().stream())
                .toList();
    }

    private Uni<Void> unassign() {
        boolean everywhere = agent.isActive() && Boolean.FALSE.equals(change.active());
        if (!everywhere && departments.left().isEmpty()) return Uni.createFrom().voidItem();
        return tx.unassign(id, everywhere ? null : departments.left())
                .invoke(given -> given.forEach(it -> events.add(DirectoryEvent.unassigned(it))))
                .replaceWithVoid();
    }

    private Uni<Void> leave() {
        if (departments.left().isEmpty()) return Uni.createFrom().voidItem();
        return tx.mutation(LEAVE)
                .setParameter("agent", id)
                .setParameter("departments", departments.left())
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<Void> join() {
        return tx.session()
                .persistAll(AgentDepartments.memberships(tx.institution(), id, departments.joined())
                        .toArray());
    }

    private void addRightsEvents(Set<UUID> feedsBefore) {
        RightsChange rights = new RightsChange(feedsBefore, feeds(departments.after()), departments);
        events.addAll(rights.events(id, agent.name()));
    }

    private Set<UUID> feeds(Set<UUID> memberships) {
        return new AgentVisibility(agent.isActive(), agent.role(), memberships)
                .feeds(tx.institution(), departments.all());
    }
}
