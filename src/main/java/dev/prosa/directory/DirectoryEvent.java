package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * An event for a feed, not yet numbered.
 *
 * @param data as JSON, byte for byte as the database writes names elsewhere in the feed
 * @param subject the agent whose right to the feed changed, or null
 * @param accessEnded that right ended, or that of everybody where there is no subject
 */
public record DirectoryEvent(UUID feed, String type, String data, UUID subject, boolean accessEnded) {

    /** PostgreSQL writes control characters with small letters. */
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

    static DirectoryEvent agentAdded(UUID feed, UUID agent, String name) {
        return new DirectoryEvent(feed, "agent.added", data("agent", entry(agent, name)), agent, false);
    }

    static DirectoryEvent agentRemoved(UUID feed, UUID agent, String name, boolean accessEnded) {
        return new DirectoryEvent(feed, "agent.removed", data("agent", entry(agent, name)), agent, accessEnded);
    }

    static DirectoryEvent agentUpdated(UUID feed, UUID agent, String name) {
        return new DirectoryEvent(feed, "agent.updated", data("agent", entry(agent, name)), null, false);
    }

    public static DirectoryEvent contactUpdated(UUID feed, UUID contact, String name, String phone) {
        ObjectNode shown = entry(contact, name).put("phone", phone);
        return new DirectoryEvent(feed, "contact.updated", data("contact", shown), null, false);
    }

    static DirectoryEvent departmentDeleted(UUID department, String name) {
        String data = data("department", entry(department, name));
        return new DirectoryEvent(department, "department.deleted", data, null, true);
    }

    static DirectoryEvent unassigned(AffectedConversations.Unassigned conversation) {
        return new DirectoryEvent(conversation.feed(), "conversation.assigned", conversation.data(), null, false);
    }

    private static ObjectNode entry(UUID id, String name) {
        return JSON.createObjectNode().put("id", id.toString()).put("name", name);
    }

    private static String data(String what, ObjectNode entry) {
        try {
            return JSON.writeValueAsString(JSON.createObjectNode().set(what, entry));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
