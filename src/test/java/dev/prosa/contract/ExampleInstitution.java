package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Placeholders;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
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
final class ExampleInstitution implements AutoCloseable {

    final TestInstitution institution;
    final TestInstitution.Agent admin;
    final TestInstitution.Agent ana;
    final Client program;
    private final Map<String, String> names = new LinkedHashMap<>();
    /** Kept open: making one takes longer than what is asked. */
    private final Connection connection;

    ExampleInstitution(URI node) {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        connection = connected(institution);
        TestInstitution elsewhere = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID department = institution.department("Sales");
        UUID channel = institution.channel(department);
        UUID foreignDepartment = elsewhere.department("Sales");
        UUID foreignChannel = elsewhere.channel(foreignDepartment);
        admin = institution.agent("Admin", "ADMIN");
        ana = institution.agent("Ana", "AGENT", department);
        program = institution.program();
        name("department", department);
        name("departmentName", institution.query("select name from department where id = ?", department));
        name("channel", channel);
        name("admin", admin.id());
        name("agent", ana.id());
        name("adminEmail", admin.email());
        conversation("", institution, channel);
        conversation("other", institution, channel);
        conversation("foreign", elsewhere, foreignChannel);
        conversation("closed", institution, channel);
        admin.http()
                .patch(fill("/v1/conversations/{closedConversation}/close"), null)
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

    private void conversation(String which, TestInstitution in, UUID channel) {
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
    private void replies(TestInstitution elsewhere) {
        Map<String, Object> hello = Map.of("type", "text", "content", Map.of("text", "Hello"));
        name("message", reply(program, "{conversation}", hello));
        name("identifiedMessage", reply(program, "{conversation}", hello));
        name("foreignMessage", reply(elsewhere.program(), "{foreignConversation}", hello));
        name(
                "inboundMessage",
                institution.query(
                        "select id from message where conversation_id = ?::uuid and seq = 1", fill("{conversation}")));
        String report =
                "{\"messageId\":\"{identifiedMessage}\",\"externalId\":\"out-1\",\"status\":\"SENT\",\"at\":\"2026-01-01T00:00:00Z\"}";
        program.post(fill("/v1/channels/{channel}/reports"), fill(report)).ok();
    }

    private String reply(Client who, String conversation, Map<String, Object> message) {
        return who.post(fill("/v1/conversations/" + conversation + "/messages"), message)
                .ok()
                .data()
                .path("id")
                .asText();
    }

    private void cursors() {
        name("queueCursor", cursor("/v1/conversations?limit=1"));
        name("contactCursor", cursor("/v1/contacts?limit=1"));
        admin.http()
                .patch(fill("/v1/conversations/{otherConversation}/close"), null)
                .ok();
        name("historyCursor", cursor(fill("/v1/conversations/{otherConversation}/history?limit=1")));
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
    String fill(String text) {
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

    private static Connection connected(TestInstitution institution) {
        try {
            return institution.database().connect();
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
                + table + " t where t.institution_id = '" + institution.id() + "')";
    }
}
