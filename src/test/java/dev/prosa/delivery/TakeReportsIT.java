package dev.prosa.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.conversation.model.MessageStatus;
import dev.prosa.conversation.reference.StatusTransitions;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The set-based SQL of delivery reports, called as a lane calls it. */
class TakeReportsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();
    private static final List<MessageStatus> ALL = List.of(MessageStatus.values());

    private UUID institution;
    private UUID channel;

    record Answered(UUID message, String externalId, String status, String problem) {}

    @BeforeEach
    void foundAnInstitution() throws SQLException {
        institution = one("insert into institution (name) values ('Test') returning id");
        UUID department =
                one("insert into department (institution_id, name) values (?, 'Sales') returning id", institution);
        channel = one(
                "insert into channel (institution_id, name, type, department_id) values (?, 'Web', 'WEBCHAT', ?)"
                        + " returning id",
                institution,
                department);
    }

    @Test
    void statusRule_isThatOfTheModel_forEveryPair() throws SQLException {
        for (MessageStatus from : ALL)
            for (MessageStatus to : ALL)
                assertThat(TakeReportsIT.<Boolean>one(
                                "select is_message_status_transition(?, ?)", from.name(), to.name()))
                        .as("%s to %s", from, to)
                        .isEqualTo(StatusTransitions.mayBecome(from, to));
    }

    @Test
    void reports_inAnyOrder_moveTheMessageToTheFurthestStatus() throws SQLException {
        for (List<MessageStatus> order :
                permutations(List.of(MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ))) {
            UUID message = send();
            order.forEach(status -> take(report(message, status)));

            assertThat(status(message)).as("%s", order).isEqualTo("READ");
            assertThat(emitted(message)).isEqualTo(changes(order));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyReports_inAnyBatches_endAsInTheModel_oneEventPerChange(long seed) throws SQLException {
        Random random = new Random(seed);
        List<UUID> messages = Stream.generate(this::send).limit(3).toList();
        List<List<MessageStatus>> orders = messages.stream()
                .map(m -> (List<MessageStatus>) new ArrayList<MessageStatus>())
                .toList();
        for (int batch = 0; batch < 6; batch++) {
            ArrayNode items = JSON.createArrayNode();
            for (int i = random.nextInt(6); i >= 0; i--) {
                int which = random.nextInt(messages.size());
                MessageStatus status = ALL.get(random.nextInt(ALL.size()));
                orders.get(which).add(status);
                items.add(report(messages.get(which), status));
            }
            call(items);
        }
        for (int i = 0; i < messages.size(); i++) {
            List<String> changes = changes(orders.get(i));
            assertThat(emitted(messages.get(i))).as("%s", orders.get(i)).isEqualTo(changes);
            assertThat(status(messages.get(i)))
                    .isEqualTo(changes.isEmpty() ? "QUEUED" : changes.get(changes.size() - 1));
        }
    }

    @Test
    void answer_isTheStatusAfterEachReport() {
        UUID message = send();

        assertThat(take(
                        report(message, MessageStatus.SENT),
                        report(message, MessageStatus.READ),
                        report(message, MessageStatus.DELIVERED)))
                .extracting(Answered::status)
                .containsExactly("SENT", "READ", "READ");
    }

    @Test
    void report_leavesTheConversation_andUpdatesTheMessage() throws SQLException {
        UUID message = send();
        String before = conversation(message);
        String messageBefore = message(message).path("updatedAt").asText();

        take(report(message, MessageStatus.SENT));

        assertThat(conversation(message)).isEqualTo(before);
        assertThat(message(message).path("updatedAt").asText()).isGreaterThan(messageBefore);
        assertThat(lastEvent().path("data").path("conversation").toString()).isEqualTo(before);
    }

    @Test
    void report_withoutChange_leavesTheMessageAsItIs() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.DELIVERED));
        JsonNode before = message(message);

        take(
                report(message, MessageStatus.SENT),
                report(message, MessageStatus.DELIVERED),
                report(message, MessageStatus.FAILED));

        assertThat(message(message)).isEqualTo(before);
        assertThat(emitted(message)).containsExactly("DELIVERED");
    }

    @Test
    void sentAt_isTheTimeOfTheFirstReport() throws SQLException {
        UUID message = send();
        take(
                report(message, MessageStatus.SENT).put("at", "2026-01-01T00:00:05Z"),
                report(message, MessageStatus.READ).put("at", "2026-01-01T00:00:03Z"));

        assertThat(message(message).path("sentAt").asText()).isEqualTo("2026-01-01T00:00:05.000Z");
    }

    @Test
    void failure_hasItsReason_andNoSentAt() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.FAILED).put("errorCode", "131026").put("errorMessage", "Undeliverable"));
        take(report(message, MessageStatus.FAILED).put("errorCode", "other"));

        assertThat(message(message).path("error").toString())
                .isEqualTo("{\"code\":\"131026\",\"message\":\"Undeliverable\"}");
        assertThat(message(message).path("sentAt").isNull()).isTrue();
        assertThat(lastEvent().path("data").path("error"))
                .isEqualTo(message(message).path("error"));
        assertThat(emitted(message)).containsExactly("FAILED");
    }

    @Test
    void sentAt_staysInLaterBatches_andUpdatedAtNeverGoesBack() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.SENT).put("at", "2026-01-01T00:00:05Z"));
        run("update message set updated_at = '2100-01-01' where id = '" + message + "'");
        take(report(message, MessageStatus.READ).put("at", "2026-01-01T00:00:07Z"));

        assertThat(message(message).path("sentAt").asText()).isEqualTo("2026-01-01T00:00:05.000Z");
        assertThat(message(message).path("updatedAt").asText()).startsWith("2100-01-01");
    }

    @Test
    void errorCode_ofASuccess_isNoError() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.SENT).put("errorCode", "131026").put("errorMessage", "Undeliverable"));

        assertThat(message(message).path("error").isNull()).isTrue();
        assertThat(lastEvent().path("data").path("error").isNull()).isTrue();
    }

    @Test
    void deletedChannel_isUnknown() throws SQLException {
        UUID message = send();
        run("update channel set deleted_at = now() where id = '" + channel + "'");

        assertThat(take(report(message, MessageStatus.SENT)).get(0).problem()).isEqualTo("CHANNEL");
        assertThat(status(message)).isEqualTo("QUEUED");
    }

    @Test
    void report_forAClosedConversation_isStored() throws SQLException {
        UUID message = send();
        run("update conversation set status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = last_seq,"
                + " waiting_since = null, version = version + 1 where institution_id = '" + institution + "'");

        assertThat(take(report(message, MessageStatus.READ)).get(0).status()).isEqualTo("READ");
        assertThat(emitted(message)).containsExactly("READ");
    }

    // --- external ids

    @Test
    void externalId_reportedOnce_namesItsMessageFromThenOn() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.SENT).put("externalId", "wamid.1"));

        Answered second = take(report("wamid.1", MessageStatus.READ)).get(0);

        assertThat(second).isEqualTo(new Answered(message, "wamid.1", "READ", null));
        assertThat(message(message).path("externalId").asText()).isEqualTo("wamid.1");
    }

    @Test
    void externalId_mayBeReportedAnywhereInTheSameBatch() throws SQLException {
        UUID message = send();
        List<Answered> answers = take(
                report("wamid.1", MessageStatus.DELIVERED),
                report(message, MessageStatus.SENT).put("externalId", "wamid.1"),
                report("wamid.1", MessageStatus.READ));

        assertThat(answers).extracting(Answered::status).containsExactly("DELIVERED", "DELIVERED", "READ");
        assertThat(emitted(message)).containsExactly("DELIVERED", "READ");
    }

    @Test
    void externalId_withoutChangeOfStatus_isStored() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.QUEUED).put("externalId", "wamid.1"));

        assertThat(message(message).path("externalId").asText()).isEqualTo("wamid.1");
        assertThat(emitted(message)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"other, wamid.1", "message, wamid.2"})
    void externalId_ofAnotherMessage_orASecondOne_isRefused(String which, String externalId) throws SQLException {
        UUID message = send();
        UUID other = send();
        take(report(message, MessageStatus.SENT).put("externalId", "wamid.1"));
        UUID reported = which.equals("other") ? other : message;
        JsonNode before = message(reported);

        Answered answer = take(
                        report(reported, MessageStatus.READ).put("externalId", externalId),
                        report(other, MessageStatus.SENT))
                .get(0);

        assertThat(answer.problem()).isEqualTo("EXTERNAL_ID");
        if (reported.equals(message)) assertThat(message(reported)).isEqualTo(before);
        assertThat(status(other)).as("its neighbour goes through").isEqualTo("SENT");
    }

    /** The lane then stores them one by one. */
    @Test
    void contradictingReports_ofOneBatch_failIt() {
        UUID message = send();
        UUID other = send();

        assertThatThrownBy(() -> take(
                        report(message, MessageStatus.SENT).put("externalId", "x"),
                        report(other, MessageStatus.SENT).put("externalId", "x")))
                .hasMessageContaining("outbound_id_unique");
        assertThatThrownBy(() -> take(
                        report(message, MessageStatus.SENT).put("externalId", "x"),
                        report(message, MessageStatus.SENT).put("externalId", "y")))
                .hasMessageContaining("outbound_id_one_per_message");
        assertThat(status(message)).isEqualTo("QUEUED");
    }

    @Test
    void externalId_mayBeUsedAgainOnAnotherChannel() throws SQLException {
        UUID message = send();
        take(report(message, MessageStatus.SENT).put("externalId", "x"));
        channel = one(
                "insert into channel (institution_id, name, type) values (?, 'Other', 'GENERIC') returning id",
                institution);
        UUID other = send();

        assertThat(take(report(other, MessageStatus.READ).put("externalId", "x"))
                        .get(0)
                        .status())
                .isEqualTo("READ");
        assertThat(status(message)).isEqualTo("SENT");
    }

    // --- what is not there

    @Test
    void unknownMessage_isNotFound_andNeighboursAreStored() throws SQLException {
        UUID message = send();
        UUID inbound = one("select id from message where institution_id = ? and direction = 'INBOUND'", institution);
        UUID otherChannel = one(
                "insert into channel (institution_id, name, type) values (?, 'Other', 'GENERIC') returning id",
                institution);

        List<Answered> answers = take(
                report(UUID.randomUUID(), MessageStatus.SENT),
                report("nobody's", MessageStatus.SENT),
                report(inbound, MessageStatus.READ),
                report(message, MessageStatus.SENT).put("channel", otherChannel.toString()),
                report(message, MessageStatus.SENT)
                        .put("channel", UUID.randomUUID().toString()),
                report(message, MessageStatus.DELIVERED));

        assertThat(answers)
                .extracting(Answered::problem)
                .containsExactly("MESSAGE", "MESSAGE", "MESSAGE", "MESSAGE", "CHANNEL", null);
        assertThat(emitted(message)).containsExactly("DELIVERED");
    }

    // --- at once

    @Test
    void event_afterAConcurrentTransfer_isInTheNewDepartment() throws Exception {
        UUID message = send();
        UUID support =
                one("insert into department (institution_id, name) values (?, 'Support') returning id", institution);
        try (Connection transfer = DATABASE.connect()) {
            transfer.setAutoCommit(false);
            transfer.createStatement()
                    .execute("update conversation set department_id = '" + support
                            + "', version = version + 1 where institution_id = '" + institution + "'");
            CompletableFuture<List<Answered>> reporting =
                    CompletableFuture.supplyAsync(() -> take(report(message, MessageStatus.SENT)));
            awaitSomebodyWaiting();
            transfer.commit();
            reporting.get();
        }
        assertThat(TakeReportsIT.<UUID>one(
                        "select feed_id from feed_event where institution_id = ? and type = 'message.status'",
                        institution))
                .isEqualTo(support);
        assertThat(lastEvent()
                        .path("data")
                        .path("conversation")
                        .path("departmentId")
                        .asText())
                .isEqualTo(support.toString());
    }

    @Test
    void sameReports_fromManyNodesAtOnce_changeEachMessageOnce() throws SQLException {
        List<UUID> messages = Stream.generate(this::send).limit(8).toList();

        Concurrently.forEach(40, 8, i -> {
            List<UUID> order = new ArrayList<>(messages);
            Collections.shuffle(order, new Random(i));
            ArrayNode items = JSON.createArrayNode();
            order.forEach(message -> items.add(report(message, ALL.get(1 + i % 3))));
            call(items);
        });

        for (UUID message : messages) {
            assertThat(status(message)).isEqualTo("READ");
            assertThat(emitted(message)).doesNotHaveDuplicates().endsWith("READ");
        }
    }

    // --- help

    /** A message that waits to go out to a contact of its own. */
    private UUID send() {
        try {
            String phone = String.valueOf(10_000_000_000L + (UUID.randomUUID().getMostSignificantBits() >>> 40));
            TakeReportsIT.<Object>one(
                    """
                    select take_inbound(json_build_array(json_build_object('institution', ?::uuid, 'channel', ?::uuid,
                        'externalId', ?, 'phone', ?, 'type', 'text', 'content', json_build_object('text', 'hello'))), '2026-01-01')""",
                    institution,
                    channel,
                    phone,
                    phone);
            return one(
                    """
                    with c as (
                        update conversation set last_seq = last_seq + 1, version = version + 1,
                            last_message_id = uuidv7(), last_message_direction = 'OUTBOUND'
                        where institution_id = ? and contact_phone = ? returning *)
                    select (store_outbound_message(c, '{"type":"text","text":"hi"}',
                        json_build_object('type', 'API_KEY', 'id', uuidv7(), 'name', 'CRM'), '2026-01-01') ->> 'id')::uuid
                    from c""",
                    institution,
                    phone);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode report(UUID message, MessageStatus status) {
        return report(status).put("messageId", message.toString());
    }

    private ObjectNode report(String externalId, MessageStatus status) {
        return report(status).put("externalId", externalId);
    }

    private ObjectNode report(MessageStatus status) {
        return JSON.createObjectNode()
                .put("institution", institution.toString())
                .put("channel", channel.toString())
                .put("status", status.name())
                .put("at", "2026-01-01T00:00:00Z");
    }

    private static List<Answered> take(JsonNode... reports) {
        ArrayNode items = JSON.createArrayNode();
        for (JsonNode report : reports) items.add(report);
        return call(items);
    }

    private static List<Answered> call(ArrayNode items) {
        try (Connection connection = DATABASE.connect();
                PreparedStatement call = connection.prepareStatement(
                        "select * from take_reports(?::json, date_trunc('milliseconds', clock_timestamp())) order"
                                + " by n")) {
            call.setString(1, items.toString());
            ResultSet rows = call.executeQuery();
            List<Answered> answers = new ArrayList<>();
            while (rows.next())
                answers.add(new Answered(
                        rows.getObject(2, UUID.class), rows.getString(3), rows.getString(4), rows.getString(5)));
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the model says changes when these come one after the other. */
    private static List<String> changes(List<MessageStatus> reports) {
        List<String> changes = new ArrayList<>();
        MessageStatus now = MessageStatus.QUEUED;
        for (MessageStatus next : reports) {
            if (!StatusTransitions.mayBecome(now, next)) continue;
            now = next;
            changes.add(now.name());
        }
        return changes;
    }

    /** The statuses of a message in the events of its feed. */
    private List<String> emitted(UUID message) throws SQLException {
        String statuses = one(
                """
                select string_agg(payload::json #>> '{data,status}', ',' order by seq) from feed_event
                where institution_id = ? and type = 'message.status' and payload::json #>> '{data,messageId}' = ?""",
                institution,
                message.toString());
        return statuses == null ? List.of() : List.of(statuses.split(","));
    }

    private String status(UUID message) {
        try {
            return message(message).path("status").asText();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode message(UUID id) throws SQLException {
        return parse(one(
                "select message_json(m)::text from message m where institution_id = ? and id = ?", institution, id));
    }

    private String conversation(UUID message) throws SQLException {
        return one(
                """
                select conversation_json(c)::text from conversation c join message m on m.conversation_id = c.id
                where m.institution_id = ? and m.id = ?""",
                institution,
                message);
    }

    private JsonNode lastEvent() throws SQLException {
        return parse(one(
                "select payload from feed_event where institution_id = ? order by at desc, seq desc limit 1",
                institution));
    }

    private static void awaitSomebodyWaiting() {
        Awaitility.await()
                .until(() -> TakeReportsIT.<Long>one(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and wait_event_type = 'Lock'")
                        > 0);
    }

    private static <T> List<List<T>> permutations(List<T> things) {
        if (things.isEmpty()) return List.of(List.of());
        return IntStream.range(0, things.size())
                .boxed()
                .flatMap(i -> permutations(without(things, i)).stream().map(rest -> with(things.get(i), rest)))
                .toList();
    }

    private static <T> List<T> without(List<T> things, int index) {
        List<T> rest = new ArrayList<>(things);
        rest.remove(index);
        return rest;
    }

    private static <T> List<T> with(T first, List<T> rest) {
        List<T> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            connection.createStatement().execute(sql);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T one(String sql, Object... parameters) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            ResultSet rows = statement.executeQuery();
            return rows.next() ? (T) rows.getObject(1) : null;
        }
    }
}
