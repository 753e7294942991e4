package dev.prosa.races;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.TestInstitution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** All events of a feed, in their order: what happened as the database committed it. */
record FeedLog(List<Event> events) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Event(long seq, String type, JsonNode data) {

        JsonNode conversation() {
            return data.path("conversation");
        }

        boolean isAboutAConversation() {
            return !conversation().isMissingNode();
        }

        boolean isOf(String wanted) {
            return type.equals(wanted);
        }

        /** Who holds its conversation right after it, or null. */
        String holder() {
            boolean open = conversation().path("status").asText().equals("OPEN");
            return open ? conversation().path("assignedTo").path("id").asText() : null;
        }
    }

    /** @param feed a department, or the institution for triage */
    static FeedLog of(TestInstitution institution, UUID feed) {
        return new FeedLog(
                institution.column("select payload from feed_event where feed_id = ? order by seq", feed).stream()
                        .map(FeedLog::event)
                        .toList());
    }

    Map<String, List<Event>> byConversation() {
        return by("id");
    }

    /** The same by what conversations say of themselves: a path into their JSON. */
    Map<String, List<Event>> by(String... path) {
        return events.stream()
                .filter(Event::isAboutAConversation)
                .collect(Collectors.groupingBy(event -> value(event, path), LinkedHashMap::new, Collectors.toList()));
    }

    private static String value(Event event, String... path) {
        JsonNode node = event.conversation();
        for (String name : path) node = node.path(name);
        return node.asText();
    }

    private static Event event(String text) {
        JsonNode event = json(text);
        return new Event(event.path("seq").asLong(), event.path("type").asText(), event.path("data"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
