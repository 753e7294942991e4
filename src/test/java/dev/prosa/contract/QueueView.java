package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a browser shows of one or several feeds: conversations as a snapshot gave them, kept up by the events as
 * CONTRACT.md §3 tells clients to apply them. A feed is named by its department, or {@code triage}.
 */
final class QueueView {

    private final Map<String, JsonNode> rows = new TreeMap<>();
    private final Set<String> ignored;

    /** @param ignored types of events it does not know */
    QueueView(Set<String> ignored) {
        this.ignored = ignored;
    }

    static QueueView of(Snapshot... snapshots) {
        QueueView view = new QueueView(Set.of());
        for (Snapshot snapshot : snapshots) view.show(snapshot);
        return view;
    }

    QueueView show(Snapshot snapshot) {
        snapshot.rows().forEach(this::put);
        return this;
    }

    void applyAll(String feed, Iterable<JsonNode> events) {
        events.forEach(event -> apply(feed, event));
    }

    void apply(String feed, JsonNode event) {
        String type = event.path("type").asText();
        JsonNode data = event.path("data");
        if (ignored.contains(type)) return;
        switch (type) {
            case "conversation.created",
                    "message.created",
                    "message.status",
                    "conversation.unread",
                    "conversation.assigned",
                    "conversation.transferred",
                    "conversation.closed" -> putNewer(data.path("conversation"));
            case "conversation.removed" ->
                rows.computeIfPresent(data.path("conversationId").asText(), (id, row) -> isOf(feed, row) ? null : row);
            case "contact.updated" ->
                patch(feed, row -> isSame(row.path("contact"), data.path("contact")), "contact", data.path("contact"));
            case "agent.updated" ->
                patch(
                        feed,
                        row -> isSame(row.path("assignedTo"), data.path("agent")),
                        "assignedTo",
                        data.path("agent"));
            default -> {}
        }
    }

    /** Each conversation's JSON by its id, members in the order they came. */
    Map<String, String> texts() {
        return rows.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().toString(), (a, b) -> a, TreeMap::new));
    }

    private void putNewer(JsonNode row) {
        JsonNode held = rows.get(row.path("id").asText());
        if (held == null || row.path("version").asLong() > held.path("version").asLong()) rows.put(id(row), row);
    }

    /** Of two snapshots, or of two pages of one, the later version counts; of one version what was read last. */
    private void put(JsonNode row) {
        JsonNode held = rows.get(id(row));
        if (held == null || row.path("version").asLong() >= held.path("version").asLong()) rows.put(id(row), row);
    }

    /** Closed conversations keep the names of their time. */
    private void patch(String feed, Predicate<JsonNode> about, String field, JsonNode value) {
        rows.replaceAll((id, row) -> isOf(feed, row) && isActive(row) && about.test(row)
                ? ((ObjectNode) row.deepCopy()).set(field, value)
                : row);
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private static boolean isOf(String feed, JsonNode row) {
        JsonNode department = row.path("departmentId");
        return feed.equals(department.isNull() ? "triage" : department.asText());
    }

    private static boolean isActive(JsonNode row) {
        return !row.path("status").asText().equals("CLOSED");
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.path("id").equals(other.path("id"));
    }
}
