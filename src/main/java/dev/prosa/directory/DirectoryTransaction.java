package dev.prosa.directory;

import dev.prosa.directory.AffectedConversations.Unassigned;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A change of the directory in its transaction, by one sequential chain. Locks are taken in this order: the institution,
 * agents by id, a channel, a department, a contact, conversations by (channel, contact), feeds. Events are appended last.
 */
public final class DirectoryTransaction {

    /** Blocks also inserts that refer to the row, for which Hibernate has no lock. */
    private static final String FOR_UPDATE =
            "select 1 from %s where institution_id = :institution and id = :id for update";

    private static final String APPEND =
            """
            select cast(feed_append(:institutions, :feeds, :types, :data, cast(:now as timestamptz), :subjects, :ended)
                        as text)""";

    private final Mutiny.Session session;
    private final AffectedConversations conversations;
    private final Caller caller;
    private final Instant now;

    DirectoryTransaction(Mutiny.Session session, AffectedConversations conversations, Caller caller, Instant now) {
        this.session = session;
        this.conversations = conversations;
        this.caller = caller;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    public UUID institution() {
        return caller.institution();
    }

    public Mutiny.Session session() {
        return session;
    }

    /** Departments neither come nor go, so that a change of an agent's rights knows all the feeds there are. */
    Uni<Void> keepDepartments() {
        return lockInstitution(LockMode.PESSIMISTIC_READ);
    }

    /** No rights of agents change, so that a department that comes or goes knows all the agents who see it. */
    Uni<Void> keepRights() {
        return lockInstitution(LockMode.PESSIMISTIC_WRITE);
    }

    private Uni<Void> lockInstitution(LockMode lock) {
        return session.find(Institution.class, institution(), lock).replaceWithVoid();
    }

    /** Fails with NOT_FOUND, also for what is deleted or another institution's. */
    public <E extends DirectoryEntry> Uni<E> lock(Class<E> type, UUID id) {
        return session.find(type, key(id), LockMode.PESSIMISTIC_WRITE)
                .map(found -> found == null || found.isDeleted() ? null : found)
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused);
    }

    /** The same, and nothing comes to refer to it meanwhile. @param table of the type */
    public <E extends DirectoryEntry> Uni<E> lockAgainstUse(Class<E> type, String table, UUID id) {
        return session.createNativeQuery(FOR_UPDATE.formatted(table), Integer.class)
                .setParameter("institution", institution())
                .setParameter("id", id)
                .getSingleResultOrNull()
                .chain(() -> find(type, id))
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused);
    }

    /** Null if it is not there, is deleted or another institution's. */
    public <E extends DirectoryEntry> Uni<E> find(Class<E> type, UUID id) {
        return session.find(type, key(id)).map(found -> found == null || found.isDeleted() ? null : found);
    }

    /** Of this institution; the query names it {@code :institution}. */
    public <T> Mutiny.SelectionQuery<T> query(String hql, Class<T> type) {
        return session.createSelectionQuery(hql, type).setParameter("institution", institution());
    }

    Mutiny.MutationQuery mutation(String hql) {
        return session.createMutationQuery(hql).setParameter("institution", institution());
    }

    private DirectoryEntry.Key key(UUID id) {
        return new DirectoryEntry.Key(institution(), id);
    }

    public AffectedConversations conversations() {
        return conversations;
    }

    Uni<List<Unassigned>> unassign(UUID agent, Set<UUID> departmentsOrAll) {
        return conversations.unassign(session, caller, agent, departmentsOrAll, now);
    }

    /** Locks the feeds, until the commit: nothing may be locked after it. */
    public Uni<Void> append(List<DirectoryEvent> events) {
        if (events.isEmpty()) return Uni.createFrom().voidItem();
        return session.createNativeQuery(APPEND, String.class)
                .setParameter("institutions", column(events, event -> institution(), new UUID[0]))
                .setParameter("feeds", column(events, DirectoryEvent::feed, new UUID[0]))
                .setParameter("types", column(events, DirectoryEvent::type, new String[0]))
                .setParameter("data", column(events, DirectoryEvent::data, new String[0]))
                .setParameter("now", now)
                .setParameter("subjects", column(events, DirectoryEvent::subject, new UUID[0]))
                .setParameter("ended", column(events, DirectoryEvent::accessEnded, new Boolean[0]))
                .getSingleResultOrNull()
                .replaceWithVoid();
    }

    private static <T> T[] column(List<DirectoryEvent> events, Function<DirectoryEvent, T> value, T[] type) {
        return events.stream().map(value).toList().toArray(type);
    }
}
