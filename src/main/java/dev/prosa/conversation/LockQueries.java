package dev.prosa.conversation;

import dev.prosa.conversation.model.ChannelId;
import dev.prosa.conversation.model.ContactId;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.Opening;
import dev.prosa.directory.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The calls of the SQL functions that take a command's locks; each answers the locked row with what the rules ask. */
final class LockQueries {

    /** Those that the entity has, and no others: Hibernate Reactive 3.2 fails on a column that it does not map. */
    private static final String ROW = Stream.of(
                    "institution_id",
                    "id",
                    "channel_id",
                    "contact_id",
                    "contact_name",
                    "contact_phone",
                    "department_id",
                    "status",
                    "assigned_to",
                    "assignee_name",
                    "last_seq",
                    "last_read_seq",
                    "unread_count",
                    "last_message_id",
                    "last_message_type",
                    "last_message_direction",
                    "last_message_text",
                    "last_message_at",
                    "created_at",
                    "updated_at",
                    "waiting_since",
                    "closed_at",
                    "previous_id",
                    "version")
            .map(column -> "(l.locked)." + column)
            .collect(Collectors.joining(", ", "select ", ", "));

    private static final String CONVERSATION = ROW
            + """
            l.agent_name, l.agent_departments, l.department_exists, l.inbound_after
            from lock_conversation(cast(:institution as uuid), cast(:id as uuid), cast(:caller as uuid),
                                   cast(:agent as uuid), cast(:department as uuid), cast(cast(:readUpTo as text) as bigint)) l""";

    private static final String RECIPIENT = ROW
            + """
            l.agent_name, l.agent_departments, l.can_command, l.channel_exists,
                   l.channel_department, l.recipient_id, l.recipient_name, l.follows
            from lock_recipient(cast(:institution as uuid), cast(:channel as uuid), cast(:agent as uuid), :phone,
                                cast(cast(:now as text) as timestamptz)) l""";

    private LockQueries() {}

    /**
     * @param row null unless the caller may command it
     * @param agent null if none was named
     */
    record OfConversation(ConversationRow row, LockedAgent agent, boolean departmentExists, long inboundAfter) {}

    /**
     * @param row the active conversation, or null
     * @param isVisible whether the row is the sender's to see
     * @param sender null if it is a program
     */
    record OfRecipient(
            ConversationRow row,
            boolean isVisible,
            LockedAgent sender,
            boolean channelExists,
            UUID channelDepartment,
            UUID contact,
            String contactName,
            UUID previous) {

        /** The conversation that would begin. */
        Opening opening(UUID id, UUID channel) {
            return new Opening(
                    new ConversationId(id),
                    new ChannelId(channel),
                    new ContactId(contact),
                    channelDepartment == null ? null : new DepartmentId(channelDepartment),
                    previous == null ? null : new ConversationId(previous));
        }
    }

    static Uni<OfConversation> conversation(Mutiny.Session session, Caller caller, ConversationLock lock) {
        return query(session, CONVERSATION, ConversationRow.LOCKED)
                .setParameter("institution", caller.institution().toString())
                .setParameter("id", lock.conversation().toString())
                .setParameter("caller", caller.isAgent() ? caller.id().toString() : null)
                .setParameter("agent", ConversationRow.text(lock.agent()))
                .setParameter("department", ConversationRow.text(lock.department()))
                .setParameter("readUpTo", ConversationRow.text(lock.readUpTo()))
                .getSingleResult()
                .map(found -> ofConversation(found, lock.agent()));
    }

    static Uni<OfRecipient> recipient(Mutiny.Session session, Caller caller, OutboundMessage message, Instant now) {
        return query(session, RECIPIENT, ConversationRow.LOCKED_WITH_RECIPIENT)
                .setParameter("institution", caller.institution().toString())
                .setParameter("channel", message.channel().toString())
                .setParameter("agent", caller.isAgent() ? caller.id().toString() : null)
                .setParameter("phone", message.to())
                .setParameter("now", now.toString())
                .getSingleResult()
                .map(found -> ofRecipient(found, caller.isAgent() ? caller.id() : null));
    }

    private static Mutiny.SelectionQuery<Object[]> query(Mutiny.Session session, String sql, String mapping) {
        return session.createNativeQuery(sql, session.getResultSetMapping(Object[].class, mapping));
    }

    private static OfConversation ofConversation(Object[] found, UUID agent) {
        return new OfConversation(
                (ConversationRow) found[0], agent(found, agent), (Boolean) found[3], ((Number) found[4]).longValue());
    }

    private static OfRecipient ofRecipient(Object[] found, UUID sender) {
        return new OfRecipient(
                (ConversationRow) found[0],
                Boolean.TRUE.equals(found[3]),
                agent(found, sender),
                (Boolean) found[4],
                uuid(found[5]),
                uuid(found[6]),
                (String) found[7],
                uuid(found[8]));
    }

    private static LockedAgent agent(Object[] found, UUID idOrNull) {
        return idOrNull == null ? null : LockedAgent.of(idOrNull, (String) found[1], (String) found[2]);
    }

    private static UUID uuid(Object textOrNull) {
        return textOrNull == null ? null : UUID.fromString((String) textOrNull);
    }
}
