package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.ChannelId;
import dev.prosa.conversation.model.ClosedConversation;
import dev.prosa.conversation.model.ContactId;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.MessageType;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each change has its own name, and what only it knows, for {@code append_changes}. */
class ChangeJsonTest {

    private static final Instant NOW = Instant.parse("2025-03-01T09:00:00.000Z");
    private static final ConversationId ID = new ConversationId(new UUID(1, 1));
    private static final ChannelId CHANNEL = new ChannelId(new UUID(1, 2));
    private static final ContactId CONTACT = new ContactId(new UUID(1, 3));
    private static final DepartmentId SALES = new DepartmentId(new UUID(1, 4));
    private static final AgentId ANA = new AgentId(new UUID(1, 5));
    private static final ActiveConversation ACTIVE =
            new ActiveConversation(ID, CHANNEL, CONTACT, SALES, ANA, 1, 1, 0, NOW, NOW, null, null, 2);

    @Test
    void opened_andRead_haveTheirNameOnly() {
        assertThat(json(new Change.Opened(ACTIVE))).isEqualTo(new JsonObject().put("change", "OPENED"));
        assertThat(json(new Change.Read(ACTIVE))).isEqualTo(new JsonObject().put("change", "READ"));
    }

    @Test
    void messageAppended_hasTheContent() {
        assertThat(json(new Change.MessageAppended(ACTIVE)))
                .isEqualTo(new JsonObject()
                        .put("change", "MESSAGE_APPENDED")
                        .put("content", new JsonObject().put("type", "text").put("text", "hi")));
    }

    @Test
    void assigned_hasWhoItWasAssignedTo_ifAnybody() {
        assertThat(json(new Change.Assigned(ACTIVE, null))).isEqualTo(new JsonObject().put("change", "ASSIGNED"));
        assertThat(json(new Change.Assigned(ACTIVE, ANA)))
                .isEqualTo(new JsonObject()
                        .put("change", "ASSIGNED")
                        .put("previousAssignee", ANA.value().toString())
                        .put("previousAssigneeName", "Ana"));
    }

    @Test
    void transferred_hasWhereItCameFrom_andTheNote() {
        assertThat(json(new Change.Transferred(ACTIVE, SALES, ANA, "a refund")))
                .isEqualTo(new JsonObject()
                        .put("change", "TRANSFERRED")
                        .put("note", "a refund")
                        .put("fromDepartment", SALES.value().toString())
                        .put("fromAssignee", ANA.value().toString()));
        assertThat(json(new Change.Transferred(ACTIVE, null, null, null)))
                .isEqualTo(new JsonObject().put("change", "TRANSFERRED").putNull("note"));
    }

    @Test
    void closed_hasTheNote() {
        ClosedConversation closed = new ClosedConversation(ID, CHANNEL, CONTACT, SALES, ANA, 1, NOW, NOW, null, 3);

        assertThat(json(new Change.Closed(closed, "solved")))
                .isEqualTo(new JsonObject().put("change", "CLOSED").put("note", "solved"));
    }

    private static JsonObject json(Change change) {
        MessageContent hi = new MessageContent(MessageType.TEXT, "hi", null, null, null);
        return change.accept(new ChangeJson("Ana", hi));
    }
}
