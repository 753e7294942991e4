package dev.prosa.conversation;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.ChannelId;
import dev.prosa.conversation.model.ClosedConversation;
import dev.prosa.conversation.model.ContactId;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.Opening;
import dev.prosa.conversation.model.Status;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A conversation as it is stored, for commands: what the rules know of it, and the copies the queue shows. */
@Entity
@Table(name = "conversation")
@IdClass(ConversationKey.class)
@DynamicUpdate
@SqlResultSetMapping(
        name = ConversationRow.LOCKED,
        entities = @EntityResult(entityClass = ConversationRow.class),
        columns = {
            @ColumnResult(name = "agent_name", type = String.class),
            @ColumnResult(name = "agent_departments", type = String.class),
            @ColumnResult(name = "department_exists", type = Boolean.class),
            @ColumnResult(name = "inbound_after", type = Long.class)
        })
@SqlResultSetMapping(
        name = ConversationRow.LOCKED_WITH_RECIPIENT,
        entities = @EntityResult(entityClass = ConversationRow.class),
        columns = {
            @ColumnResult(name = "agent_name", type = String.class),
            @ColumnResult(name = "agent_departments", type = String.class),
            @ColumnResult(name = "can_command", type = Boolean.class),
            @ColumnResult(name = "channel_exists", type = Boolean.class),
            @ColumnResult(name = "channel_department", type = String.class),
            @ColumnResult(name = "recipient_id", type = String.class),
            @ColumnResult(name = "recipient_name", type = String.class),
            @ColumnResult(name = "follows", type = String.class)
        })
class ConversationRow {

    static final String LOCKED = "ConversationRow.locked";
    static final String LOCKED_WITH_RECIPIENT = "ConversationRow.lockedWithRecipient";

    @Id
    @Column(name = "institution_id")
    private UUID institution;

    @Id
    private UUID id;

    @Column(name = "channel_id", updatable = false)
    private UUID channel;

    @Column(name = "contact_id", updatable = false)
    private UUID contact;

    @Column(name = "contact_name", updatable = false)
    private String contactName;

    @Column(name = "contact_phone", updatable = false)
    private String contactPhone;

    @Column(name = "department_id")
    private UUID department;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "assigned_to")
    private UUID assignee;

    @Column(name = "assignee_name")
    private String assigneeName;

    @Column(name = "last_seq")
    private long lastSeq;

    @Column(name = "last_read_seq")
    private long lastReadSeq;

    @Column(name = "unread_count")
    private long unreadCount;

    @Embedded
    private LastMessage lastMessage;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "waiting_since")
    private Instant waitingSince;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "previous_id", updatable = false)
    private UUID previous;

    /** Not Hibernate's {@code @Version}: it grows by the number of events, and the row's lock excludes other writers. */
    private long version;

    /** A row that is not stored yet: {@link #become} it before. */
    static ConversationRow of(UUID institution, Opening opening, String contactName, String contactPhone) {
        ConversationRow row = new ConversationRow();
        row.institution = institution;
        row.id = opening.id().value();
        row.channel = opening.channel().value();
        row.contact = opening.contact().value();
        row.contactName = contactName;
        row.contactPhone = contactPhone;
        row.previous = opening.previous() == null ? null : opening.previous().value();
        return row;
    }

    /** Maps the row to an active or a closed conversation; nothing else does. */
    Conversation conversation() {
        return status == Status.CLOSED ? closed() : active();
    }

    private ActiveConversation active() {
        return new ActiveConversation(
                new ConversationId(id),
                new ChannelId(channel),
                new ContactId(contact),
                department == null ? null : new DepartmentId(department),
                assignee == null ? null : new AgentId(assignee),
                lastSeq,
                lastReadSeq,
                unreadCount,
                createdAt,
                updatedAt,
                waitingSince,
                previous == null ? null : new ConversationId(previous),
                version);
    }

    private ClosedConversation closed() {
        return new ClosedConversation(
                new ConversationId(id),
                new ChannelId(channel),
                new ContactId(contact),
                department == null ? null : new DepartmentId(department),
                assignee == null ? null : new AgentId(assignee),
                lastSeq,
                createdAt,
                closedAt,
                previous == null ? null : new ConversationId(previous),
                version);
    }

    /** Takes over what a rule decided; {@code nameOfAssignee} is not looked at where there is none. */
    void become(Conversation after, String nameOfAssignee) {
        department = after.department() == null ? null : after.department().value();
        status = after.status();
        assignee = after.assignee() == null ? null : after.assignee().value();
        assigneeName = assignee == null ? null : nameOfAssignee;
        lastSeq = after.lastSeq();
        lastReadSeq = after.lastReadSeq();
        unreadCount = after.unreadCount();
        createdAt = after.createdAt();
        updatedAt = after.updatedAt();
        waitingSince = after.waitingSince();
        closedAt = after.closedAt();
        version = after.version();
    }

    void show(LastMessage message) {
        lastMessage = message;
    }

    UUID id() {
        return id;
    }

    String assigneeName() {
        return assigneeName;
    }

    /** What commands change, by the names of the columns, as the row is now. */
    JsonObject changingColumns() {
        JsonObject columns = new JsonObject()
                .put("department_id", text(department))
                .put("status", status.name())
                .put("assigned_to", text(assignee))
                .put("assignee_name", assigneeName)
                .put("last_seq", lastSeq)
                .put("last_read_seq", lastReadSeq)
                .put("unread_count", unreadCount)
                .put("updated_at", text(updatedAt))
                .put("waiting_since", text(waitingSince))
                .put("closed_at", text(closedAt))
                .put("version", version);
        (lastMessage == null ? LastMessage.NONE : lastMessage).putColumns(columns);
        return columns;
    }

    static String text(Object valueOrNull) {
        return valueOrNull == null ? null : valueOrNull.toString();
    }
}
