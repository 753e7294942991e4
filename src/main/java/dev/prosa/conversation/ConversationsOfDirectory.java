package dev.prosa.conversation;

import dev.prosa.directory.AffectedConversations;
import dev.prosa.directory.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What changes of agents, departments, channels and contacts ask of conversations and do to them, set-based in SQL. */
@Singleton
final class ConversationsOfDirectory implements AffectedConversations {

    private static final String ACTIVE =
            """
            select exists (
                select from conversation c
                where c.institution_id = :institution and %s = :id and c.status <> 'CLOSED')""";

    private static final String UNASSIGN =
            """
            select feed_id, data
            from unassign_conversations(:institution, :agent, :departments, cast(cast(:by as text) as json),
                                        cast(:now as timestamptz))""";

    private static final String RENAME_ASSIGNEE =
            "select cast(conversation_rename_assignee(:institution, :agent, :name) as text)";

    private static final String RENAME_CONTACT =
            "select unnest(conversation_rename_contact(:institution, :contact, :name, :phone))";

    @Override
    public Uni<Boolean> activeInDepartment(Mutiny.Session session, UUID institution, UUID department) {
        return active(session, "c.feed_id", institution, department);
    }

    @Override
    public Uni<Boolean> activeOnChannel(Mutiny.Session session, UUID institution, UUID channel) {
        return active(session, "c.channel_id", institution, channel);
    }

    @Override
    public Uni<Boolean> activeOfContact(Mutiny.Session session, UUID institution, UUID contact) {
        return active(session, "c.contact_id", institution, contact);
    }

    private static Uni<Boolean> active(Mutiny.Session session, String column, UUID institution, UUID id) {
        return session.createNativeQuery(ACTIVE.formatted(column), Boolean.class)
                .setParameter("institution", institution)
                .setParameter("id", id)
                .getSingleResult();
    }

    @Override
    public Uni<List<Unassigned>> unassign(
            Mutiny.Session session, Caller by, UUID agent, Set<UUID> departments, Instant now) {
        return session.createNativeQuery(UNASSIGN, Object[].class)
                .setParameter("institution", by.institution())
                .setParameter("agent", agent)
                .setParameter("departments", departments == null ? null : departments.toArray(UUID[]::new))
                .setParameter("by", new JsonObject(by.by()).encode())
                .setParameter("now", now)
                .getResultList()
                .map(rows ->
                        rows.stream().map(ConversationsOfDirectory::unassigned).toList());
    }

    private static Unassigned unassigned(Object[] row) {
        return new Unassigned((UUID) row[0], (String) row[1]);
    }

    @Override
    public Uni<Void> renameAssignee(Mutiny.Session session, UUID institution, UUID agent, String name) {
        return session.createNativeQuery(RENAME_ASSIGNEE, String.class)
                .setParameter("institution", institution)
                .setParameter("agent", agent)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> renameContact(
            Mutiny.Session session, UUID institution, UUID contact, String name, String phone) {
        return session.createNativeQuery(RENAME_CONTACT, UUID.class)
                .setParameter("institution", institution)
                .setParameter("contact", contact)
                .setParameter("name", name)
                .setParameter("phone", phone)
                .getResultList();
    }
}
