package dev.prosa.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The institution to which generated requests are sent: its callers, the ids of what it has by kind, and a fingerprint of
 * its rows. What requests create is added, so that what they delete does not run out.
 */
final class TargetInstitution implements AutoCloseable {

    /** Few enough that each is met again. */
    private static final int MOST_OF_A_KIND = 30;

    private static final Map<String, String> KINDS = Map.of(
            "attendantId", "agent",
            "expected", "agent",
            "assignedTo", "agent",
            "departmentIds", "department",
            "messageId", "message");

    final TestInstitution institution;
    final Client admin;
    final List<Client> callers;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Random random;
    private final Connection connection;
    private final PreparedStatement state;

    TargetInstitution(URI node, Random random) {
        this.random = random;
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID department = institution.department("Sales");
        UUID channel = institution.channel(department);
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", department);
        admin = institution.agent("Admin", "ADMIN").http();
        callers = List.of(
                admin,
                institution.program(),
                ana.http(),
                institution.agent("Eva", "SUPERVISOR").http());
        add("department", department.toString());
        add("department", institution.department("Support").toString());
        add("channel", channel.toString());
        add("agent", ana.id().toString());
        for (int i = 0; i < 5; i++) remember(institution.writes(channel, institution.phone(), "Hello"));
        try {
            connection = institution.database().connect();
            state = connection.prepareStatement(fingerprintSql());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of those that requests made, or that were there; a random id where there is none. */
    String idOf(String name) {
        String kind = KINDS.getOrDefault(name, name.replaceFirst("Id$", ""));
        List<String> known = ids.getOrDefault(kind, List.of());
        return known.isEmpty() ? UUID.randomUUID().toString() : known.get(random.nextInt(known.size()));
    }

    /** Remembers the ids in the answer to a request by their kind. */
    void remember(String path, JsonNode data) {
        if (path.endsWith("/inbound") || path.startsWith("/v1/sandbox")) data.forEach(this::remember);
        else if (data.path("id").isTextual()) add(kindOf(path), data.path("id").asText());
    }

    /** The collection in which a path's id is. */
    static String kindOf(String path) {
        if (path.contains("/messages")) return "message";
        return path.split("/")[2].replaceFirst("^api-keys$", "apiKey").replaceFirst("s$", "");
    }

    private void remember(JsonNode taken) {
        if (!taken.has("conversationId")) return;
        add("conversation", taken.path("conversationId").asText());
        add("message", taken.path("messageId").asText());
        add(
                "contact",
                institution
                        .query(
                                "select contact_id from conversation where id = ?",
                                UUID.fromString(taken.path("conversationId").asText()))
                        .toString());
    }

    private void add(String kind, String id) {
        List<String> known = ids.computeIfAbsent(kind, any -> new ArrayList<>());
        if (known.contains(id)) return;
        if (known.size() < MOST_OF_A_KIND) known.add(id);
        else known.set(random.nextInt(MOST_OF_A_KIND), id);
    }

    void forget(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        ids.getOrDefault(kindOf(path), new ArrayList<>()).remove(id);
    }

    /** Whether what needs one would soon find none. */
    boolean isScarce(String kind) {
        return ids.getOrDefault(kind, List.of()).size() <= 3;
    }

    /** The same as long as no row of the institution was made, changed or deleted; when a key was used is no matter. */
    String fingerprint() {
        try (ResultSet row = state.executeQuery()) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String fingerprintSql() {
        String ofAllTables = institution
                .column("select table_name from information_schema.columns where column_name = 'institution_id'"
                        + " and table_schema = 'public' order by 1")
                .stream()
                .map(this::stateOf)
                .collect(Collectors.joining(" union all "));
        return "select string_agg(state, ' ') from (" + ofAllTables + ") as each (state)";
    }

    private String stateOf(String table) {
        String changes = table.equals("api_key") ? "count(revoked_at)" : "max(xmin::text::bigint)";
        return "select concat('%s ', count(*), ' ', %s) from %s where institution_id = '%s'"
                .formatted(table, changes, table, institution.id());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
