package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message whose request comes again is sent once, by whichever of the two ways of sending. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IdempotencyIT {

    /** The two ways; both write into the conversation of the test. */
    enum Way {
        REPLY,
        SEND
    }

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private TestInstitution.Agent ana;
    private UUID channel;
    private String phone;
    private String conversation;
    private String key;

    @BeforeEach
    void aConversation() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        ana = institution.agent("Ana", "AGENT", sales);
        channel = institution.channel(sales);
        phone = institution.phone();
        conversation = institution
                .writes(channel, phone, "Hello")
                .path("conversationId")
                .asText();
        key = UUID.randomUUID().toString();
    }

    @ParameterizedTest
    @EnumSource
    void request_first_isSent(Way way) {
        Answer first = send(way, "Hi");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_getsTheSameAnswer_andSendsNothing(Way way) {
        Answer first = send(way, "Hi").ok();
        institution
                .program()
                .patch("/v1/conversations/" + conversation + "/close", null)
                .ok();

        Answer again = send(way, "Hi");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_withItsJsonWrittenDifferently_isTheSame(Way way) {
        String id = send(way, "Hi").ok().data().path("id").asText();
        String again = way == Way.REPLY
                ? "{ \"later\": 1, \"content\": {\"text\":\"\\u0048i\", \"caption\": null}, \"type\":\"text\" }"
                : "{ \"text\":\"\\u0048i\", \"caption\": null, \"to\": \"+" + phone + "\" }";

        assertThat(send(ana.http(), way, again).ok().data().path("id").asText()).isEqualTo(id);
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_withAnotherBody_isRefused(Way way) {
        send(way, "Hi").ok();

        Answer another = send(way, "Ho");

        assertThat(another.status() + " " + another.code()).isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_whileTheFirstIsInFlight_isAConflict(Way way) throws SQLException {
        try (Connection holder = holdingTheConversation()) {
            CompletableFuture<Answer> first = sending(ana.http(), way, body(way, "Hi"));
            await().until(this::somebodyWaits);

            Answer meanwhile = send(way, "Hi");
            assertThat(meanwhile.status() + " " + meanwhile.code()).isEqualTo("409 IDEMPOTENCY_CONFLICT");

            holder.commit();
            assertThat(first.join().status()).isEqualTo(201);
        }
        assertThat(send(way, "Hi").headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(sent()).isEqualTo(1);
    }

    /** Another node is another connection to the same database. */
    @ParameterizedTest
    @EnumSource
    void repeat_inFlightOnAnotherNode_isAConflict(Way way) throws SQLException {
        try (Connection other = institution.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select find_idempotent_response('%s', '%s', '%s', '%s', '', now())"
                    .formatted(institution.id(), ana.id(), path(way), key));

            Answer meanwhile = send(way, "Hi");
            assertThat(meanwhile.status() + " " + meanwhile.code()).isEqualTo("409 IDEMPOTENCY_CONFLICT");
            other.rollback();
        }
        assertThat(send(way, "Hi").status()).isEqualTo(201);
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void request_failedFirst_isCarriedOutWhenRepeated(Way way) {
        ana = institution.agent("Eva", "AGENT");
        Answer refused = send(way, "Hi");
        assertThat(refused.code()).isEqualTo(way == Way.REPLY ? "NOT_FOUND" : "ACTIVE_ELSEWHERE");

        institution.join(ana.id(), institution.query("select department_id from channel where id = ?", channel));

        Answer again = send(way, "Hi");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void answer_expired_isIgnored(Way way) {
        send(way, "Hi").ok();
        expire();

        assertThat(send(way, "Ho").headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(send(way, "Ho").headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(sent()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void key_ofAnotherCaller_isAnother(Way way) {
        send(way, "Hi").ok();

        Answer others = send(institution.program(), way, body(way, "Ho"));

        assertThat(others.status()).isEqualTo(201);
        assertThat(sent()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void key_atAnotherPath_isAnother(Way way) {
        send(way, "Hi").ok();

        Answer elsewhere = send(way == Way.REPLY ? Way.SEND : Way.REPLY, "Ho");

        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(sent()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void crash_beforeTheCommit_leavesNothing_andTheRepeatSends(Way way) throws SQLException {
        try (Connection holder = holdingTheConversation()) {
            CompletableFuture<Answer> first = sending(ana.http(), way, body(way, "Hi"));
            await().until(this::somebodyWaits);
            institution.query("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'");
            assertThat(first.join().status()).isEqualTo(503);
            holder.rollback();
        }
        Answer again = send(way, "Hi");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void repeat_byACallerWhoLostAccess_getsTheAnswer(Way way) {
        Answer first = send(way, "Hi").ok();
        institution
                .program()
                .patch("/v1/conversations/" + conversation + "/close", null)
                .ok();
        institution.query("delete from membership where agent_id = ? returning agent_id", ana.id());
        assertThat(ana.http().get("/v1/conversations/" + conversation).status()).isEqualTo(404);

        assertThat(send(way, "Hi").body()).isEqualTo(first.body());
    }

    private Answer send(Way way, String text) {
        return send(ana.http(), way, body(way, text));
    }

    private Answer send(Client as, Way way, Object body) {
        return sending(as, way, body).join();
    }

    private CompletableFuture<Answer> sending(Client as, Way way, Object body) {
        return as.send("POST", path(way), body, Map.of("Idempotency-Key", key));
    }

    private String path(Way way) {
        return way == Way.REPLY
                ? "/v1/conversations/" + conversation + "/messages"
                : "/v1/channels/" + channel + "/messages/text";
    }

    private Object body(Way way, String text) {
        return way == Way.REPLY
                ? Map.of("type", "text", "content", Map.of("text", text))
                : Map.of("to", phone, "text", text);
    }

    private Connection holdingTheConversation() throws SQLException {
        Connection holder = institution.database().connect();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select 1 from conversation where id = '" + conversation + "' for no key update");
        }
        return holder;
    }

    private boolean somebodyWaits() {
        return institution.<Long>query(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                > 0;
    }

    private void expire() {
        institution.query(
                "update idempotency_key set expires_at = now() where institution_id = ? returning key",
                institution.id());
    }

    private long sent() {
        return institution.query(
                "select count(*) from message where institution_id = ? and direction = 'OUTBOUND'", institution.id());
    }
}
