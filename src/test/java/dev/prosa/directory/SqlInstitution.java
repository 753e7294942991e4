package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.directory.channel.ChannelRequest;
import dev.prosa.directory.channel.Channels;
import dev.prosa.directory.contact.ContactRequest;
import dev.prosa.directory.contact.Contacts;
import dev.prosa.problem.Refused;
import dev.prosa.testing.TestDatabase;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * An institution of the service under test with departments Sales and Support, each with a channel. Set up and read by
 * SQL, changed by the use cases of the directory. A change answers how it was refused, or null.
 */
final class SqlInstitution implements AutoCloseable {

    static final String DELETION = "{\"deleted\": true}";

    static final String NOT_FOUND = "NOT_FOUND";
    static final String LAST_ADMIN = "IN_USE: The last active ADMIN cannot go";
    static final String ACTIVE_CONVERSATIONS = "IN_USE: It has active conversations";
    static final String CHANNELS = "IN_USE: Channels lead to the department";
    static final String UNKNOWN_DEPARTMENTS = "departmentIds: must all be departments";
    static final String UNKNOWN_DEPARTMENT = "departmentId: is no department";
    static final String NAME_EXISTS = "ALREADY_EXISTS: A department of this name exists already";
    static final String EMAIL_EXISTS = "ALREADY_EXISTS: An agent with this email exists already";
    static final String PHONE_EXISTS = "ALREADY_EXISTS: A contact with this phone exists already";

    /** A message comes in, with the ids of its institution and channel and a phone; answers its conversation. */
    static final String INBOUND =
            "select conversation_id from take_inbound(json_build_array(json_build_object('institution', ?::uuid, 'channel', "
                    + "?::uuid, 'externalId', gen_random_uuid(), 'phone', ?::text, 'type', 'text', 'content', json_build_object('text', 'hello'))), now())";

    final Connection connection;
    final UUID institution;
    final UUID sales;
    final UUID support;
    final UUID salesChannel;
    private final UUID supportChannel;
    private final UUID triageChannel;
    private final Caller admin;

    SqlInstitution() throws SQLException {
        connection = TestDatabase.ofTheService().connect();
        institution = id("insert into institution (name) values ('Test') returning id");
        sales = department("Sales");
        support = department("Support");
        salesChannel = channel(sales);
        supportChannel = channel(support);
        triageChannel = channel(null);
        admin = new Caller(
                institution, Caller.Kind.API_KEY, UUID.randomUUID(), "Tests", null, Permission.of(Role.ADMIN));
    }

    private UUID department(String name) throws SQLException {
        return id("insert into department (institution_id, name) values (?, ?) returning id", institution, name);
    }

    private UUID channel(UUID department) throws SQLException {
        return id(
                "insert into channel (institution_id, name, type, department_id) values (?, 'web', 'WEBCHAT', ?) returning id",
                institution,
                department);
    }

    /** A new agent, a member of these departments. */
    UUID agent(String name, String role, UUID... departments) throws SQLException {
        UUID agent = id(
                "insert into agent (institution_id, name, email, role) values (?, ?, gen_random_uuid() || '@x', ?) returning id",
                institution,
                name,
                role);
        for (UUID department : departments)
            id("insert into membership values (?, ?, ?) returning agent_id", institution, department, agent);
        return agent;
    }

    /** A conversation of a contact with this phone in a department (null: triage), as intake makes it. */
    UUID conversation(UUID department, String phone) throws SQLException {
        UUID channel = department == null ? triageChannel : department.equals(sales) ? salesChannel : supportChannel;
        return id(INBOUND, institution, channel, phone);
    }

    UUID assignedTo(UUID agent, UUID department, String phone) throws SQLException {
        UUID conversation = conversation(department, phone);
        return id(
                "update conversation c set status = 'OPEN', assigned_to = a.id, assignee_name = a.name,"
                        + " version = version + 1 from agent a"
                        + " where c.id = ? and a.id = ? returning c.id",
                conversation,
                agent);
    }

    void close(UUID conversation) throws SQLException {
        id(
                "update conversation set status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = last_seq,"
                        + " waiting_since = null, version = version + 1 where id = ? returning id",
                conversation);
    }

    // --- changes by the use cases

    /** A change of an agent, from its JSON; {@link #DELETION} deletes it. */
    Uni<?> agentChange(UUID agent, String change) {
        Agents agents = bean(Agents.class);
        return isDeletion(change)
                ? agents.delete(admin, agent)
                : agents.change(admin, agent, read(change, AgentRequest.class));
    }

    Uni<?> contactChange(UUID contact, String change) {
        Contacts contacts = bean(Contacts.class);
        return isDeletion(change)
                ? contacts.delete(admin, contact)
                : contacts.change(admin, contact, read(change, ContactRequest.class));
    }

    Uni<?> departmentChange(UUID department, String change) {
        Departments departments = bean(Departments.class);
        return isDeletion(change)
                ? departments.delete(admin, department)
                : departments.change(admin, department, read(change, DepartmentRequest.class));
    }

    Uni<?> channelChange(UUID channel, String change) {
        Channels channels = bean(Channels.class);
        return isDeletion(change)
                ? channels.delete(admin, channel)
                : channels.change(admin, channel, read(change, ChannelRequest.class));
    }

    Uni<DepartmentResponse> departmentCreation(String name) {
        return bean(Departments.class).create(admin, new DepartmentRequest(name));
    }

    String change(UUID agent, String change) {
        return refusal(() -> agentChange(agent, change));
    }

    String changeContact(UUID contact, String change) {
        return refusal(() -> contactChange(contact, change));
    }

    String changeDepartment(UUID department, String change) {
        return refusal(() -> departmentChange(department, change));
    }

    String changeChannel(UUID channel, String change) {
        return refusal(() -> channelChange(channel, change));
    }

    UUID newDepartment(String name) {
        return await(() -> departmentCreation(name)).id();
    }

    UUID newChannel(String json) {
        return await(() -> bean(Channels.class).create(admin, read(json, ChannelRequest.class)))
                .id();
    }

    UUID newAgent(String json) {
        return await(() -> agentCreation(json)).id();
    }

    Uni<AgentResponse> agentCreation(String json) {
        return bean(Agents.class).create(admin, read(json, AgentRequest.class));
    }

    Uni<?> contactCreation(String json) {
        return bean(Contacts.class).create(admin, read(json, ContactRequest.class));
    }

    private static boolean isDeletion(String change) {
        return change.equals(DELETION);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return bean(ObjectMapper.class).readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }

    // --- two at once

    /** How the change is refused, or null. */
    static String refusal(Supplier<Uni<?>> change) {
        try {
            await(change);
            return null;
        } catch (Refused refused) {
            return refused.errors().isEmpty()
                    ? code(refused)
                    : field(refused.errors().get(0));
        }
    }

    private static String code(Refused refused) {
        String code = refused.problem().code();
        return code.equals(NOT_FOUND) ? code : code + ": " + refused.getMessage();
    }

    private static String field(Refused.FieldError error) {
        return error.field() + ": " + error.message();
    }

    static <T> T await(Supplier<Uni<? extends T>> work) {
        try {
            return VertxContextSupport.<T>subscribeAndAwait(() -> work.get().map(item -> item));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** How a change that goes on elsewhere is refused, or "done". */
    static CompletableFuture<String> concurrently(Supplier<Uni<?>> change) {
        return CompletableFuture.supplyAsync(() -> refusal(change)).thenApply(it -> it == null ? "done" : it);
    }

    /** The first column of the first row, "nothing", or what the database has against it, asked on another connection. */
    static CompletableFuture<String> concurrently(String sql, Object... parameters) {
        return CompletableFuture.supplyAsync(() -> query(sql, parameters));
    }

    private static String query(String sql, Object... parameters) {
        try (Connection connection = TestDatabase.ofTheService().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            ResultSet result = statement.executeQuery();
            return result.next() ? result.getString(1) : "nothing";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** Until a statement waits for a lock. */
    static void awaitWaiting() throws SQLException {
        try (Connection connection = TestDatabase.ofTheService().connect();
                var waiting =
                        connection.prepareStatement("select from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")) {
            Awaitility.await().until(() -> waiting.executeQuery().next());
        }
    }

    UUID contact(String phone) throws SQLException {
        return id("select id from contact where institution_id = ? and phone = ?", institution, phone);
    }

    /** The events of a feed after a position, each as {@code type subject ended}, absent what is not set. */
    List<String> events(UUID feed, long after) throws SQLException {
        return texts(
                "select concat_ws(' ', type, (select name from agent where id = subject_agent), case when access_ended then 'ended' end)"
                        + " from feed_event where feed_id = ? and seq > ? order by seq",
                feed,
                after);
    }

    long seq(UUID feed) throws SQLException {
        return Long.parseLong(text("select seq from feed where id = ?", feed));
    }

    UUID id(String sql, Object... parameters) throws SQLException {
        return UUID.fromString(text(sql, parameters));
    }

    String text(String sql, Object... parameters) throws SQLException {
        return texts(sql, parameters).get(0);
    }

    List<String> texts(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<String> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery();
            while (result.next()) rows.add(result.getString(1));
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
