package dev.prosa.conversation;

import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.ChannelId;
import dev.prosa.conversation.model.ContactId;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A conversation as it is stored, for commands: what the rules know of it, and the copies the queue shows. */
@Entity
@Table(name = "conversation")
@IdClass(ConversationKey.class)
@DynamicUpdate
class ConversationRow {

    private static final int SHOWN = 160;

    @Id
    @Column(name = "institution_id")
    private UUID institution;

    @Id
    private UUID id;

    @Column(name = "channel_id", updatable = false)
    private UUID channel;

    @Column(name = "contact_id", updatable = false)
    private UUID contact;

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

    @Column(name = "last_message_id")
    private UUID lastMessageId;

    @Column(name = "last_message_type")
    private String lastMessageType;

    @Column(name = "last_message_direction")
    private String lastMessageDirection;

    @Column(name = "last_message_text")
    private String lastMessageText;

    @Column(name = "last_message_at")
    private Instant lastMessageAt;

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

    private long version;

    Conversation conversation() {
        return new Conversation(
                new ConversationId(id),
                new ChannelId(channel),
                new ContactId(contact),
                department == null ? null : new DepartmentId(department),
                status,
                assignee == null ? null : new AgentId(assignee),
                lastSeq,
                lastReadSeq,
                unreadCount,
                createdAt,
                updatedAt,
                waitingSince,
                closedAt,
                previous == null ? null : new ConversationId(previous),
                version);
    }

    /** Takes over what a rule decided; {@code holderName} is the name of whoever holds it after, if anybody does. */
    void become(Conversation after, String holderName) {
        department = after.department() == null ? null : after.department().value();
        status = after.status();
        assignee = after.assignee() == null ? null : after.assignee().value();
        assigneeName = assignee == null ? null : holderName;
        lastSeq = after.lastSeq();
        lastReadSeq = after.lastReadSeq();
        unreadCount = after.unreadCount();
        updatedAt = after.updatedAt();
        waitingSince = after.waitingSince();
        closedAt = after.closedAt();
        version = after.version();
    }

    void showOutbound(UUID messageId, MessageContent content, Instant at) {
        lastMessageId = messageId;
        lastMessageType = content.type().wire();
        lastMessageDirection = "OUTBOUND";
        lastMessageText = firstCharacters(content.text());
        lastMessageAt = at;
    }

    String assigneeName() {
        return assigneeName;
    }

    private static String firstCharacters(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN) return text;
        return text.substring(0, text.offsetByCodePoints(0, SHOWN));
    }
}
