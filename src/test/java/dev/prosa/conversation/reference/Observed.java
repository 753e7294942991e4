package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the service said to a step: its answer, and the events it appended.
 *
 * @param times of its events, as the service set them, by conversation and version
 * @param events by feed, in order, as {@link Events} writes them
 */
record Observed(int status, String code, JsonNode data, Map<String, Instant> times, Map<UUID, List<String>> events) {

    /** When it was done: one transaction has one time. Without events a time does not matter. */
    Instant at() {
        return times.values().stream().findFirst().orElse(Instant.EPOCH);
    }

    /** Messages that came in together may be stored by several transactions. */
    Instant at(UUID conversation, long version) {
        return times.getOrDefault(conversation + " " + version, Instant.EPOCH);
    }

    /** An id the service chose, for the reference to use too; any other one where it chose none. */
    UUID id(JsonNode where, String name) {
        String id = where.path(name).asText();
        return id.isEmpty() ? UUID.randomUUID() : UUID.fromString(id);
    }
}
