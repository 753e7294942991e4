package dev.prosa.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SQL of sending to a phone, called as the store calls it. */
class SendMessageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestDatabase.Migrated DATABASE = TestDatabase.fresh();
    private static final AtomicInteger PHONES = new AtomicInteger(20_000_000);

    private FeedWriter database;
    private UUID institution;
    private UUID sales;
    private UUID support;
    private UUID channel;
    private UUID ana;
    private String phone;

    /** What was answered: the message, or the refusal's code. */
    record Sent(String refused, JsonNode message) {

        UUID conversation() {
            return UUID.fromString(message.path("conversationId").asText());
        }
    }

    @BeforeEach
    void anAgentOfSales() throws SQLException {
        database = new FeedWriter(DATABASE.connect());
        institution = database.institution();
        sales = database.department(institution, "Sales");
        support = database.department(institution, "Support");
        channel = channel(sales);
        ana = database.agent(institution, "AGENT");
        database.join(institution, sales, ana);
        phone = String.valueOf(PHONES.incrementAndGet());
    }

    @AfterEach
    void close() {
        database.close();
    }

    // --- openings

    @Test
    void anAgentsMessageOpensAConversationThatItHolds() {
        Sent sent = send(ana);

        JsonNode conversation = conversation(sent.conversation());
        assertThat(conversation.path("status").asText()).isEqualTo("OPEN");
        assertThat(conversation.path("assignedTo").path("id").asText()).isEqualTo(ana.toString());
        assertThat(conversation.path("departmentId").asText()).isEqualTo(sales.toString());
        assertThat(conversation.path("waitingSince").isNull()).isTrue();
        assertThat(events(sales)).containsExactly("conversation.created 1", "message.created 2");
        assertThat(text("select type || by_type || (by_id = '" + ana + "') || (to_attendant = '" + ana
                        + "') from conversation_history where conversation_id = '" + sent.conversation() + "'"))
                .isEqualTo("OPENEDAGENTtruetrue");
    }

    @Test
    void aProgramsMessageOpensOneThatWaitsForAnAgentThoughNobodyWaits() {
        Sent sent = send(null);

        JsonNode conversation = conversation(sent.conversation());
        assertThat(conversation.path("status").asText()).isEqualTo("PENDING");
        assertThat(conversation.path("departmentId").asText()).isEqualTo(sales.toString());
        assertThat(conversation.path("waitingSince").isNull()).isTrue();
        assertThat(conversation.path("lastReadSeq").asLong()).isZero();
    }

    @Test
    void itsContactIsCalledByItsPhoneAndKeepsTheNameItHas() {
        send(ana);
        assertThat(text("select name from contact where phone = '" + phone + "'"))
                .isEqualTo(phone);

        database.run("update contact set name = 'Maria' where phone = ?", phone);
        send(null);
        assertThat(text("select name from contact where phone = '" + phone + "'"))
                .isEqualTo("Maria");
    }

    @ParameterizedTest
    @CsvSource({"true, true, Accounts", "false, true, Support", "false, false, ''"})
    void whoDoesNotBelongToTheChannelsDepartmentOpensInItsFirstOneByNameElseInTriage(
            boolean accounts, boolean supporter, String where) {
        database.leave(institution, sales, ana);
        if (supporter) database.join(institution, support, ana);
        if (accounts) database.join(institution, database.department(institution, "Accounts"), ana);

        JsonNode conversation = conversation(send(ana).conversation());

        assertThat(text("select coalesce((select name from department where id::text = '"
                        + conversation.path("departmentId").asText() + "'), '')"))
                .isEqualTo(where);
        assertThat(conversation.path("assignedTo").path("id").asText()).isEqualTo(ana.toString());
    }

    @Test
    void aMessageAfterTheEndOpensAnother() {
        UUID first = send(ana).conversation();
        close(first);

        Sent second = send(ana);

        assertThat(second.message().path("seq").asLong()).isEqualTo(1);
        assertThat(conversation(second.conversation())
                        .path("previousConversationId")
                        .asText())
                .isEqualTo(first.toString());
    }

    // --- a conversation that is there

    @Test
    void anAgentTakesWhatWaits() {
        UUID waiting = send(null).conversation();

        Sent sent = send(ana);

        assertThat(sent.conversation()).isEqualTo(waiting);
        assertThat(conversation(waiting).path("status").asText()).isEqualTo("OPEN");
        assertThat(events(sales))
                .containsExactly(
                        "conversation.created 1", "message.created 2", "conversation.assigned 3", "message.created 4");
    }

    @Test
    void whatTheSenderMayNotSeeIsElsewhereAndNothingHappens() {
        database.run("update channel set department_id = ? where id = ?", support, channel);
        send(null);
        String before = state();

        assertThat(send(ana)).isEqualTo(new Sent("ACTIVE_ELSEWHERE", null));

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aChannelThatIsNotThereMakesNoContact() {
        for (UUID gone : List.of(UUID.randomUUID(), deleted(channel(sales)))) {
            channel = gone;
            assertThat(send(ana)).isEqualTo(new Sent("NOT_FOUND", null));
        }
        assertThat(text("select count(*) from contact where phone = '" + phone + "'"))
                .isEqualTo("0");
    }

    // --- what happens meanwhile

    @Test
    void aMessageThatMeetsAClosingWaitsForItAndOpensAnother() throws Exception {
        UUID first = send(ana).conversation();

        Sent second = whileAnother("update conversation set status = 'CLOSED', closed_at = now(), version = version + 1"
                + ", last_read_seq = last_seq where id = '" + first + "'");

        assertThat(second.conversation()).isNotEqualTo(first);
        assertThat(second.message().path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void aMessageThatMeetsATransferOutOfSightIsElsewhere() throws Exception {
        UUID first = send(ana).conversation();

        Sent second = whileAnother("update conversation set department_id = '" + support
                + "', status = 'PENDING', assigned_to = null, assignee_name = null, version = version + 2 where id = '"
                + first + "'");

        assertThat(second).isEqualTo(new Sent("ACTIVE_ELSEWHERE", null));
        assertThat(conversation(first).path("lastMessage").path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void aMessageThatMeetsTheDeletionOfItsChannelFindsNone() throws Exception {
        Sent sent = whileAnother("with held as (select id from channel where id = '" + channel + "' for update)"
                + " update channel set deleted_at = now() where id in (select id from held)");

        assertThat(sent).isEqualTo(new Sent("NOT_FOUND", null));
        assertThat(text("select count(*) from contact where phone = '" + phone + "'"))
                .isEqualTo("0");
    }

    @Test
    void anAgentThatIsDeactivatedMeanwhileSendsNothing() throws Exception {
        Sent sent = whileAnother("update agent set active = false where id = '" + ana + "'");

        assertThat(sent).isEqualTo(new Sent("UNAUTHORIZED", null));
    }

    @Test
    void twoMessagesOutAndOneInAtOnceOpenOneConversation() {
        for (int round = 0; round < 100; round++) {
            phone = String.valueOf(PHONES.incrementAndGet());
            if (round % 2 == 0) aContactThatIsKnown();
            CyclicBarrier start = new CyclicBarrier(3);
            CompletableFuture<UUID> out = atOnce(start, () -> send(ana).conversation());
            CompletableFuture<UUID> alsoOut = atOnce(start, () -> send(null).conversation());
            CompletableFuture<UUID> in = atOnce(start, this::receive);

            assertThat(List.of(out.join(), alsoOut.join(), in.join())).containsOnly(out.join());
            assertThat(conversation(out.join()).path("lastMessage").path("seq").asLong())
                    .isEqualTo(3);
        }
        assertThat(text("select count(*) from conversation where institution_id = '" + institution + "'"))
                .isEqualTo("100");
    }

    private void aContactThatIsKnown() {
        database.run("insert into contact (institution_id, name, phone) values (?, 'Maria', ?)", institution, phone);
    }

    private static <T> CompletableFuture<T> atOnce(CyclicBarrier start, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> after(start, work), command -> new Thread(command).start());
    }

    private static <T> T after(CyclicBarrier start, Supplier<T> work) {
        try {
            start.await();
            return work.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ana sends while a transaction has done this and not committed yet; then it commits. */
    private Sent whileAnother(String change) throws Exception {
        try (Connection other = DATABASE.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(change);
            CompletableFuture<Sent> sending = CompletableFuture.supplyAsync(() -> send(ana));
            await().until(() -> database.count("select count(*) from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock'")
                    > 0);
            other.commit();
            return sending.get();
        }
    }

    // --- how it is done

    private UUID channel(UUID department) {
        return database.id(
                "insert into channel (institution_id, name, type, department_id) values (?, 'Web', 'WEBCHAT', ?) returning id",
                institution,
                department);
    }

    private UUID deleted(UUID gone) {
        database.run("update channel set deleted_at = now() where id = ?", gone);
        return gone;
    }

    /** @param agent null: a program */
    private Sent send(UUID agent) {
        String by = agent == null
                ? "{\"type\":\"API_KEY\",\"id\":\"" + new UUID(0, 1) + "\",\"name\":\"CRM\"}"
                : "{\"type\":\"AGENT\",\"id\":\"" + agent + "\",\"name\":\"of its token\"}";
        List<String> row = row(
                "select refused, response from send_message(?, ?, ?::json, ?, '{\"type\":\"text\",\"text\":\"Hi\"}', "
                        + "date_trunc('milliseconds', clock_timestamp()))",
                institution,
                channel,
                by,
                phone);
        return new Sent(row.get(0), row.get(1) == null ? null : parse(row.get(1)));
    }

    private UUID receive() {
        String item = JSON.createObjectNode()
                .put("institution", institution.toString())
                .put("channel", channel.toString())
                .put("externalId", UUID.randomUUID().toString())
                .put("phone", phone)
                .put("type", "text")
                .put("content", "hello")
                .toString();
        return UUID.fromString(
                row("select conversation_id from take_inbound(json_build_array(?::json), clock_timestamp())", item)
                        .get(0));
    }

    private void close(UUID conversation) {
        database.run(
                "update conversation set status = 'CLOSED', closed_at = now(), version = version + 1,"
                        + " last_read_seq = last_seq where id = ?",
                conversation);
    }

    private JsonNode conversation(UUID id) {
        return parse(text("select conversation_json(c)::text from conversation c where c.id = '" + id + "'"));
    }

    private List<String> events(UUID feed) {
        return rows(
                "select type || ' ' || (payload::json -> 'data' -> 'conversation' ->> 'version')"
                        + " from feed_event where feed_id = ? order by seq",
                feed);
    }

    /** Everything there is of the institution. */
    private String state() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("conversation", "message", "conversation_history", "feed_event", "contact"))
            all.append(rows("select t::text from " + table + " t where institution_id = ? order by 1", institution));
        return all.toString();
    }

    private static String text(String sql) {
        return row(sql).get(0);
    }

    private static List<String> row(String sql, Object... parameters) {
        return table(sql, parameters).get(0);
    }

    private static List<String> rows(String sql, Object... parameters) {
        return table(sql, parameters).stream().map(row -> row.get(0)).toList();
    }

    /** On a connection of its own. */
    private static List<List<String>> table(String sql, Object... parameters) {
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<List<String>> table = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) row.add(rows.getString(i));
                table.add(row);
            }
            return table;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
