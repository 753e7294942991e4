package dev.prosa.contract;

import static dev.prosa.contract.RandomActions.expected;
import static dev.prosa.contract.RandomActions.pick;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Departments that are created and deleted among {@link RandomActions}, each with a channel that leads to it. */
final class RandomDepartments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomActions actions;
    private final List<UUID> departments = new CopyOnWriteArrayList<>();
    /** If there are channels, there are departments. */
    private final List<UUID> channels = new CopyOnWriteArrayList<>();

    RandomDepartments(RandomActions actions) {
        this.actions = actions;
    }

    /** The departments that exist now. */
    List<String> open() {
        return departments.stream()
                .map(UUID::toString)
                .filter(id -> actions.admin.get("/v1/departments/" + id).status() == 200)
                .toList();
    }

    /** The events of all their feeds, read from the database, since nobody may watch the feed of a deleted department. */
    List<JsonNode> events() {
        String all = departments.stream().map(UUID::toString).collect(Collectors.joining(","));
        return actions
                .institution
                .column("select payload from feed_event where feed_id = any (string_to_array(?, ',')::uuid[])", all)
                .stream()
                .map(RandomDepartments::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Creates a department with a channel and a member; it is listed last, so that nobody deletes it before. */
    void open(Random random) {
        UUID department = made("/v1/departments", Map.of("name", actions.name("Branch")));
        UUID channel = made("/v1/channels", Map.of("name", "Door", "type", "GENERIC", "departmentId", department));
        departments.add(department);
        channels.add(channel);
        actions.setDepartments(random, List.of(actions.sales, department));
    }

    private UUID made(String path, Map<String, Object> what) {
        return UUID.fromString(
                actions.admin.post(path, what).ok().data().path("id").asText());
    }

    /** Deletes a department unless it is in use: first some channels, then it transfers its conversations, then the department. */
    void close(Random random) {
        if (departments.isEmpty()) return;
        UUID department = pick(departments, random);
        for (UUID channel : channels)
            if (random.nextBoolean()) expected(actions.admin.delete("/v1/channels/" + channel));
        String path = "/v1/conversations?limit=100&departmentId=" + department;
        for (JsonNode row : actions.admin.get(path).ok().data())
            send(row.path("id").asText(), random);
        expected(actions.admin.delete("/v1/departments/" + department));
    }

    private void send(String conversation, Random random) {
        expected(actions.admin.patch("/v1/conversations/" + conversation + "/transfer", somewhere(random)));
    }

    /** A contact writes on such a channel, and a conversation is transferred to such a department. */
    void write(Random random) {
        if (channels.isEmpty()) return;
        actions.writes(pick(channels, random), actions.messages(random));
        actions.command(random, "PATCH", "transfer", Map.of("departmentId", pick(departments, random)));
    }

    void moveChannel(Random random) {
        if (channels.isEmpty()) return;
        expected(actions.admin.put("/v1/channels/" + pick(channels, random), somewhere(random)));
    }

    private Map<String, Object> somewhere(Random random) {
        Map<String, Object> body = new HashMap<>();
        boolean another = random.nextInt(3) > 0;
        body.put("departmentId", another ? pick(departments, random) : random.nextBoolean() ? actions.support : null);
        return body;
    }
}
