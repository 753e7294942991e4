package dev.prosa.contract;

import static dev.prosa.contract.Bustle.expected;
import static dev.prosa.contract.Bustle.pick;

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

/** Departments that come and go in a {@link Bustle}, with the channels that are their doors. */
final class Branches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bustle bustle;
    private final List<UUID> branches = new CopyOnWriteArrayList<>();
    /** Where there are some, there are branches. */
    private final List<UUID> doors = new CopyOnWriteArrayList<>();

    Branches(Bustle bustle) {
        this.bustle = bustle;
    }

    /** Those that are there now. */
    List<String> open() {
        return branches.stream()
                .map(UUID::toString)
                .filter(id -> bustle.admin.get("/v1/departments/" + id).status() == 200)
                .toList();
    }

    /** What the feeds of all of them told, as the database has it: those that are gone nobody may watch any more. */
    List<JsonNode> told() {
        String all = branches.stream().map(UUID::toString).collect(Collectors.joining(","));
        return bustle
                .world
                .column("select payload from feed_event where feed_id = any (string_to_array(?, ',')::uuid[])", all)
                .stream()
                .map(Branches::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** One opens, with a door through which contacts come, and somebody in it; nobody knows it before, to close it. */
    void open(Random random) {
        UUID branch = made("/v1/departments", Map.of("name", bustle.name("Branch")));
        UUID door = made("/v1/channels", Map.of("name", "Door", "type", "GENERIC", "departmentId", branch));
        branches.add(branch);
        doors.add(door);
        bustle.place(random, List.of(bustle.sales, branch));
    }

    private UUID made(String path, Map<String, Object> what) {
        return UUID.fromString(
                bustle.admin.post(path, what).ok().data().path("id").asText());
    }

    /** One closes, unless it is in use: first some doors, then the conversations in it, then it. */
    void close(Random random) {
        if (branches.isEmpty()) return;
        UUID branch = pick(branches, random);
        for (UUID door : doors) if (random.nextBoolean()) expected(bustle.admin.delete("/v1/channels/" + door));
        String path = "/v1/conversations?limit=100&departmentId=" + branch;
        for (JsonNode row : bustle.admin.get(path).ok().data())
            send(row.path("id").asText(), random);
        expected(bustle.admin.delete("/v1/departments/" + branch));
    }

    private void send(String conversation, Random random) {
        expected(bustle.admin.patch("/v1/conversations/" + conversation + "/transfer", somewhere(random)));
    }

    /** Somebody writes through a door, and somebody is sent on into a branch. */
    void visit(Random random) {
        if (doors.isEmpty()) return;
        bustle.writes(pick(doors, random), bustle.messages(random));
        bustle.command(random, "PATCH", "transfer", Map.of("departmentId", pick(branches, random)));
    }

    void lead(Random random) {
        if (doors.isEmpty()) return;
        expected(bustle.admin.put("/v1/channels/" + pick(doors, random), somewhere(random)));
    }

    private Map<String, Object> somewhere(Random random) {
        Map<String, Object> body = new HashMap<>();
        boolean another = random.nextInt(3) > 0;
        body.put("departmentId", another ? pick(branches, random) : random.nextBoolean() ? bustle.support : null);
        return body;
    }
}
