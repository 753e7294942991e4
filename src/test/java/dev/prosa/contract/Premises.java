package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Placeholders;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.World;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An institution with one of everything, and texts with names in braces for it: {@code {conversation}}, {@code {x4097}}. */
final class Premises implements AutoCloseable {

    final World world;
    final World.Agent admin;
    final World.Agent ana;
    final Client program;
    private final Map<String, String> names = new LinkedHashMap<>();
    /** Kept open: making one takes longer than what is asked. */
    private final Connection connection;

    Premises(URI node) {
        world = World.on(node, TestDatabase.ofTheService());
        connection = connected(world);
        World elsewhere = World.on(node, TestDatabase.ofTheService());
        UUID department = world.department("Sales");
        UUID channel = world.channel(department);
        UUID foreignDepartment = elsewhere.department("Sales");
        UUID foreignChannel = elsewhere.channel(foreignDepartment);
        admin = world.agent("Admin", "ADMIN");
        ana = world.agent("Ana", "AGENT", department);
        program = world.program();
        name("department", department);
        name("departmentName", world.query("select name from department where id = ?", department));
        name("channel", channel);
        name("admin", admin.id());
        name("agent", ana.id());
        name("adminEmail", admin.email());
        conversation("", world, channel);
        conversation("other", world, channel);
        conversation("foreign", elsewhere, foreignChannel);
        conversation("closed", world, channel);
        admin.http()
                .patch(filled("/v1/conversations/{closedConversation}/close"), null)
                .ok();
        name("foreignDepartment", foreignDepartment);
        name("foreignChannel", foreignChannel);
        name(
                "foreignAgent",
                elsewhere.agent("Foreign", "AGENT", foreignDepartment).id());
        name("unknown", UUID.randomUUID());
        replies(elsewhere);
        cursors();
    }

    private void conversation(String which, World in, UUID channel) {
        String phone = in.phone();
        JsonNode written = in.writes(channel, phone, "Hello");
        UUID id = UUID.fromString(written.path("conversationId").asText());
        name(which.isEmpty() ? "conversation" : which + "Conversation", id);
        name(
                which.isEmpty() ? "contact" : which + "Contact",
                in.query("select contact_id from conversation where id = ?", id));
        name(which.isEmpty() ? "phone" : which + "Phone", phone);
    }

    /** A reply that waits to go out in the first conversation, and one in the foreign one; the first has an id. */
    private void replies(World elsewhere) {
        Map<String, Object> hello = Map.of("type", "text", "content", Map.of("text", "Hello"));
        name("message", reply(program, "{conversation}", hello));
        name("identifiedMessage", reply(program, "{conversation}", hello));
        name("foreignMessage", reply(elsewhere.program(), "{foreignConversation}", hello));
        name(
                "inboundMessage",
                world.query(
                        "select id from message where conversation_id = ?::uuid and seq = 1",
                        filled("{conversation}")));
        String report =
                "{\"messageId\":\"{identifiedMessage}\",\"externalId\":\"out-1\",\"status\":\"SENT\",\"at\":\"2026-01-01T00:00:00Z\"}";
        program.post(filled("/v1/channels/{channel}/reports"), filled(report)).ok();
    }

    private String reply(Client who, String conversation, Map<String, Object> message) {
        return who.post(filled("/v1/conversations/" + conversation + "/messages"), message)
                .ok()
                .data()
                .path("id")
                .asText();
    }

    private void cursors() {
        name("queueCursor", cursor("/v1/conversations?limit=1"));
        name("contactCursor", cursor("/v1/contacts?limit=1"));
        admin.http()
                .patch(filled("/v1/conversations/{otherConversation}/close"), null)
                .ok();
        name("historyCursor", cursor(filled("/v1/conversations/{otherConversation}/history?limit=1")));
    }

    private String cursor(String path) {
        return admin.http()
                .get(path)
                .ok()
                .body()
                .path("pagination")
                .path("nextCursor")
                .asText();
    }

    private void name(String name, Object value) {
        names.put(name, value.toString());
    }

    /** {@code {x5}}: five letters; {@code {smile5}}: five characters of two UTF-16 units each. */
    String filled(String text) {
        return Placeholders.fill(text, names::get);
    }

    /** All that a refused request must leave as it was, in one query: it is asked around each of them. */
    String state() {
        Stream<String> whole = Stream.of(
                        "conversation",
                        "message",
                        "conversation_history",
                        "inbound_id",
                        "outbound_id",
                        "feed",
                        "feed_event",
                        "agent",
                        "contact",
                        "department",
                        "channel",
                        "idempotency_key",
                        "membership")
                .map(table -> digest(table, "t"));
        Stream<String> keys = Stream.of(digest("api_key", "(t.id, t.revoked_at)"));
        String digests = Stream.concat(whole, keys).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select concat_ws(' ', " + digests + ")")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connected(World world) {
        try {
            return world.database().connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String digest(String table, String what) {
        return "(select coalesce(md5(string_agg(" + what + "::text, '|' order by " + what + "::text)), '-') from "
                + table + " t where t.institution_id = '" + world.institution() + "')";
    }
}
