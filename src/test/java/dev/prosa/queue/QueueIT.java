package dev.prosa.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.conversation.model.Status;
import dev.prosa.directory.Caller;
import dev.prosa.directory.Role;
import dev.prosa.http.Cursor;
import dev.prosa.http.Page;
import dev.prosa.testing.Client;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class QueueIT {

    @TestHTTPResource("/")
    URI uri;

    private TestInstitution institution;
    private UUID sales;
    private UUID support;
    private UUID channel;
    private TestInstitution.Agent ana;
    private Client program;

    @BeforeEach
    void anInstitutionOfTwoDepartments() {
        institution = TestInstitution.on(uri, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        support = institution.department("Support");
        channel = institution.channel(sales);
        ana = institution.agent("Ana", "AGENT", sales);
        program = institution.program();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-updatedAt", "updatedAt", "waitingSince"})
    void aWalkShowsEachConversationOnceInOrderAlsoWhereTimesAreEqual(String sort) {
        List<String> opened = writeAtOnce(channel, 17);
        writeAtOnce(institution.channel(support), 3);
        ana.http().patch("/v1/conversations/" + opened.get(3) + "/close", null).ok();
        ana.http().patch("/v1/conversations/" + opened.get(5) + "/close", null).ok();

        List<JsonNode> walked = walk(ana.http(), "/v1/conversations?limit=4&sort=" + sort);

        assertThat(ids(walked)).containsExactlyInAnyOrderElementsOf(opened);
        assertThat(walked).isSortedAccordingTo((a, b) -> order(sort, a, b));
    }

    @Test
    void conversations_withNobodyWaiting_comeLast() {
        List<String> opened = writeAtOnce(channel, 3);
        reply(opened.get(0));

        List<JsonNode> queue = walk(ana.http(), "/v1/conversations?sort=waitingSince&status=PENDING&status=OPEN");

        assertThat(queue.get(2).path("id").asText()).isEqualTo(opened.get(0));
        assertThat(queue.get(2).path("waitingSince").isNull()).isTrue();
    }

    @Test
    void filters_combine() {
        List<String> opened = writeAtOnce(channel, 5);
        List<String> elsewhere = writeAtOnce(institution.channel(null), 2);
        reply(opened.get(0));
        ana.http().patch("/v1/conversations/" + opened.get(1) + "/close", null).ok();
        ana.http().patch("/v1/conversations/" + opened.get(2) + "/read", null).ok();

        assertThat(listed("status=OPEN")).containsExactly(opened.get(0));
        assertThat(listed("assignedTo=me")).containsExactly(opened.get(0));
        assertThat(listed("assignedTo=" + ana.id() + "&status=PENDING")).isEmpty();
        assertThat(listed("status=CLOSED&status=OPEN")).containsExactlyInAnyOrder(opened.get(0), opened.get(1));
        assertThat(listed("assignedTo=none&departmentId=" + sales + "&unread=true"))
                .containsExactlyInAnyOrder(opened.get(3), opened.get(4));
        assertThat(listed("departmentId=none")).containsExactlyInAnyOrderElementsOf(elsewhere);
        assertThat(listed("departmentId=none&channelId=" + channel)).isEmpty();
        assertThat(listed("channelId=" + channel + "&status=PENDING&unread=true"))
                .hasSize(2);
    }

    @Test
    void search_findsPartOfNameOrStartOfPhone_wildcardsAreLetters() {
        String phone = institution.phone();
        program.post("/v1/channels/" + channel + "/inbound", named("Maria da Silva 100%", phone))
                .ok();
        program.post("/v1/channels/" + channel + "/inbound", named("João", institution.phone()))
                .ok();

        assertThat(listed("q=DA%20sil")).hasSize(1);
        assertThat(listed("q=%2B" + phone.substring(0, 12))).isNotEmpty();
        assertThat(listed("q=100%25")).hasSize(1);
        assertThat(listed("q=_")).isEmpty();
        assertThat(listed("q=%2B")).isEmpty();
    }

    @Test
    void pages_ofOneWalk_haveThePositionOfTheFirst() {
        writeAtOnce(channel, 6);
        String path = "/v1/conversations?limit=2&departmentId=" + sales;
        JsonNode first = ana.http().get(path).ok().body();
        writeAtOnce(channel, 2);

        JsonNode second = ana.http().get(path + "&cursor=" + next(first)).ok().body();

        assertThat(second.path("feed")).isEqualTo(first.path("feed"));
        assertThat(ana.http().get(path).ok().body().path("feed").path("seq").asLong())
                .isGreaterThan(first.path("feed").path("seq").asLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status=PENDING&sort=waitingSince",
                "departmentId={sales}",
                "unread=true&sort=updatedAt",
                "q=%2B55"
            })
    void pagesByNumberShowWhatAWalkShowsAndCountIt(String filter) {
        List<String> opened = writeAtOnce(channel, 9);
        writeAtOnce(institution.channel(null), 3);
        writeAtOnce(institution.channel(support), 2);
        ana.http().patch("/v1/conversations/" + opened.get(3) + "/close", null).ok();
        String path = "/v1/conversations?" + filter.replace("{sales}", sales.toString());
        List<String> walked = ids(walk(ana.http(), path));

        List<String> paged = new ArrayList<>();
        for (int number = 1; paged.size() < walked.size(); number++) {
            JsonNode page =
                    ana.http().get(path + "&limit=4&page=" + number).ok().body();
            page.path("data").forEach(row -> paged.add(row.path("id").asText()));
            JsonNode pagination = page.path("pagination");
            assertThat(pagination.path("total").asInt()).isEqualTo(walked.size());
            assertThat(pagination.path("offset").asInt()).isEqualTo(4 * (number - 1));
            assertThat(pagination.path("nextCursor").isNull()).isEqualTo(paged.size() == walked.size());
        }

        assertThat(paged).isEqualTo(walked);
    }

    @Test
    void page_beyondTheEnd_isEmpty_andAPageMayBecomeAWalk() {
        writeAtOnce(channel, 5);
        String path = "/v1/conversations?limit=2&departmentId=" + sales;

        JsonNode beyond = ana.http().get(path + "&page=2147483647").ok().body();
        JsonNode second = ana.http().get(path + "&page=2").ok().body();
        JsonNode third = ana.http().get(path + "&cursor=" + next(second)).ok().body();

        assertThat(beyond.path("data")).isEmpty();
        assertThat(beyond.path("pagination").path("total").asInt()).isEqualTo(5);
        assertThat(beyond.path("feed")).isEqualTo(second.path("feed"));
        assertThat(third.path("data")).hasSize(1);
        assertThat(third.path("pagination").path("total").isNull()).isTrue();
        assertThat(third.path("pagination").path("offset").isNull()).isTrue();
    }

    @Test
    void institutionId_isNoDepartment() {
        writeAtOnce(institution.channel(null), 1);

        JsonNode page = ana.http()
                .get("/v1/conversations?departmentId=" + institution.id())
                .ok()
                .body();

        assertThat(page.path("data")).isEmpty();
        assertThat(page.has("feed")).isFalse();
    }

    @Test
    void cursor_forged_isRefused() {
        String query = new QueueQuery(
                        caller(),
                        Set.of(),
                        null,
                        false,
                        null,
                        false,
                        null,
                        null,
                        false,
                        null,
                        QueueSort.LATEST_FIRST,
                        new Page(20, null, null))
                .fingerprint();
        String id = UUID.randomUUID().toString();
        for (Cursor forged : List.of(
                Cursor.of(query, "2026-01-01T00:00:00Z", id, "7", "epoch"),
                Cursor.of(query, "-0400-01-01T00:00:00Z", id, null, null),
                Cursor.of(query, "+99999-01-01T00:00:00Z", id, null, null),
                Cursor.of(query, "2026-01-01T00:00:00Z", null, null, null),
                Cursor.of(query, "yesterday", id, null, null))) {
            Client.Answer answer = ana.http().get("/v1/conversations?cursor=" + forged.text());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors").get(0).path("field").asText())
                    .isEqualTo("cursor");
        }
        String good = Cursor.of(query, "2026-01-01T00:00:00Z", id, null, null).text();
        assertThat(ana.http().get("/v1/conversations?cursor=" + good).status()).isEqualTo(200);
    }

    @Test
    void page_amongManyOtherConversations_readsFewRows() {
        createExplain();
        fill(support, 5000, "PENDING");
        fill(sales, 5000, "CLOSED");
        fill(sales, 30, "PENDING");
        analyze();

        for (Set<Status> statuses : List.of(Set.<Status>of(), Set.of(Status.PENDING), Set.of(Status.CLOSED))) {
            for (QueueSort sort : List.of(QueueSort.LATEST_FIRST, QueueSort.OLDEST_FIRST)) {
                assertThat(pagesRead(statuses, sort))
                        .as("blocks read for %s in order %s", statuses, sort)
                        .isLessThan(1000);
            }
        }
    }

    /** Blocks that the statement for a page of Ana's queue reads, by the database's own account. */
    private long pagesRead(Set<Status> statuses, QueueSort sort) {
        QueueSql sql = new QueueSql(new QueueQuery(
                caller(), statuses, null, false, null, false, null, null, false, null, sort, new Page(20, null, null)));
        String text =
                sql.page().replace("$1", "'" + institution.id() + "'::uuid").replace("$2", "'" + ana.id() + "'::uuid");
        String plan = institution.query("select plan from test_explain(?) plan", text);
        return Long.parseLong(plan);
    }

    /** As autovacuum does once so much has come: what tests before have left is not what there is now. */
    private void analyze() {
        try (var connection = institution.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("analyze conversation, membership, contact");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void createExplain() {
        try (var connection = institution.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    create or replace function test_explain(p_sql text) returns text language plpgsql as $f$
                    declare plan json;
                    begin
                        execute 'explain (analyze, buffers, format json) ' || p_sql into plan;
                        return (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::bigint
                            + (plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::bigint;
                    end $f$""");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Caller caller() {
        return new Caller(institution.id(), Caller.Kind.AGENT, ana.id(), "Ana", Role.AGENT, Set.of());
    }

    private void fill(UUID department, int count, String status) {
        institution.query(
                """
                with c as (
                    insert into contact (institution_id, name, phone)
                    select ?, 'Somebody', (600000000000 + ? + n)::text from generate_series(1, ?) n
                    returning institution_id, id, name, phone
                ), made as (
                    insert into conversation (institution_id, channel_id, contact_id, contact_name, contact_phone,
                        department_id, status, closed_at, created_at, updated_at, version)
                    select c.institution_id, ?, c.id, c.name, c.phone, ?, ?, case when ? = 'CLOSED' then now() end, now(),
                           now() - random() * interval '1 day', 1
                    from c returning 1)
                select count(*) from made""",
                institution.id(),
                Math.abs(System.nanoTime() % 100_000_000_000L),
                count,
                channel,
                department,
                status,
                status);
    }

    /** Conversations of so many contacts who write in one request, most of them at the same millisecond. */
    private List<String> writeAtOnce(UUID channel, int contacts) {
        List<Map<String, Object>> messages = IntStream.range(0, contacts)
                .mapToObj(i -> TestInstitution.text(UUID.randomUUID().toString(), institution.phone(), "hello"))
                .toList();
        JsonNode taken = program.post("/v1/channels/" + channel + "/inbound", messages)
                .ok()
                .data();
        return StreamSupport.stream(taken.spliterator(), false)
                .map(item -> item.path("conversationId").asText())
                .toList();
    }

    private static Map<String, Object> named(String name, String phone) {
        Map<String, Object> message = TestInstitution.text(UUID.randomUUID().toString(), phone, "hello");
        message.put("from", Map.of("phone", phone, "name", name));
        return message;
    }

    private void reply(String conversation) {
        ana.http()
                .post(
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("type", "text", "content", Map.of("text", "yes?")))
                .ok();
    }

    private List<String> listed(String filter) {
        return ids(walk(ana.http(), "/v1/conversations?" + filter));
    }

    private static List<JsonNode> walk(Client client, String path) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page = client.get(path).ok().body();
        page.path("data").forEach(rows::add);
        while (!page.path("pagination").path("nextCursor").isNull()) {
            page = client.get(path + "&cursor=" + next(page)).ok().body();
            page.path("data").forEach(rows::add);
        }
        return rows;
    }

    private static String next(JsonNode page) {
        return page.path("pagination").path("nextCursor").asText();
    }

    private static List<String> ids(List<JsonNode> conversations) {
        return conversations.stream().map(row -> row.path("id").asText()).toList();
    }

    private static int order(String sort, JsonNode a, JsonNode b) {
        int way = sort.startsWith("-") ? -1 : 1;
        String field = sort.replace("-", "");
        int byTime = key(a, field).compareTo(key(b, field));
        int byId = a.path("id").asText().compareTo(b.path("id").asText());
        return way * (byTime != 0 ? byTime : byId);
    }

    /** Those without a time come after all others. */
    private static String key(JsonNode row, String field) {
        return row.path(field).isNull() ? "infinity" : row.path(field).asText();
    }
}
