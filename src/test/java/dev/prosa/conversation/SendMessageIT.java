package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending to a phone: what it opens, what it joins, and what it meets. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SendMessageIT {

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private UUID sales;
    private UUID support;
    private UUID channel;
    private TestInstitution.Agent ana;
    private Client program;
    private String phone;

    @BeforeEach
    void anAgentOfSales() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        support = institution.department("Support");
        channel = institution.channel(sales);
        ana = institution.agent("Ana", "AGENT", sales);
        program = institution.program();
        phone = institution.phone();
    }

    @Nested
    class Opening {

        @Test
        void agentsMessage_opensConversationAssignedToIt() {
            JsonNode sent = ok(send(ana.http()));

            JsonNode conversation = conversation(sent);
            assertThat(conversation.path("status").asText()).isEqualTo("OPEN");
            assertThat(conversation.path("assignedTo").path("id").asText())
                    .isEqualTo(ana.id().toString());
            assertThat(conversation.path("departmentId").asText()).isEqualTo(sales.toString());
            assertThat(conversation.path("waitingSince").isNull()).isTrue();
            assertThat(events(sales)).containsExactly("conversation.created 1", "message.created 2");
            assertThat(institution.column(
                            "select type || by_type || (by_id = ?) || (to_attendant = ?) from conversation_history"
                                    + " where conversation_id = ?",
                            ana.id(),
                            ana.id(),
                            conversationOf(sent)))
                    .containsExactly("OPENEDAGENTtruetrue");
        }

        @Test
        void agentsMessage_eventsCarryConversationAfterEachChange() {
            send(ana.http());

            assertThat(institution.column(
                            "select concat_ws(' ', c ->> 'unreadCount', c ->> 'lastReadSeq', c ->> 'lastMessage' is null,"
                                    + " c -> 'assignedTo' ->> 'name') from feed_event e,"
                                    + " lateral (select e.payload::json -> 'data' -> 'conversation' as c) p"
                                    + " where feed_id = ? order by seq",
                            sales))
                    .containsExactly("0 0 t Ana", "0 1 f Ana");
        }

        @Test
        void programsMessage_opensPendingThoughNobodyWaits() {
            JsonNode conversation = conversation(ok(send(program)));

            assertThat(conversation.path("status").asText()).isEqualTo("PENDING");
            assertThat(conversation.path("departmentId").asText()).isEqualTo(sales.toString());
            assertThat(conversation.path("waitingSince").isNull()).isTrue();
            assertThat(conversation.path("lastReadSeq").asLong()).isZero();
        }

        @Test
        void contactName_isItsPhoneUntilItHasAnother() {
            send(ana.http());
            assertThat(contactNames()).containsExactly(phone);

            institution.query("update contact set name = 'Maria' where phone = ? returning 1", phone);
            send(program);
            assertThat(contactNames()).containsExactly("Maria");
        }

        @ParameterizedTest
        @CsvSource({"true, true, Accounts", "false, true, Support", "false, false, ''"})
        void agentFromElsewhere_opensInItsFirstDepartmentOrTriage(boolean accounts, boolean supporter, String where) {
            institution.query("delete from membership where agent_id = ? returning 1", ana.id());
            if (supporter) institution.join(ana.id(), support);
            if (accounts) institution.join(ana.id(), institution.department("Accounts"));

            JsonNode conversation = conversation(ok(send(ana.http())));

            assertThat(departmentName(conversation)).startsWith(where);
            assertThat(conversation.path("departmentId").isNull()).isEqualTo(where.isEmpty());
            assertThat(conversation.path("assignedTo").path("id").asText())
                    .isEqualTo(ana.id().toString());
        }

        @Test
        void messageAfterClosing_opensAnotherThatFollows() {
            UUID first = conversationOf(ok(send(ana.http())));
            program.send("PATCH", "/v1/conversations/" + first + "/close", null)
                    .join()
                    .ok();

            JsonNode second = ok(send(ana.http()));

            assertThat(second.path("seq").asLong()).isEqualTo(1);
            assertThat(conversation(second).path("previousConversationId").asText())
                    .isEqualTo(first.toString());
        }
    }

    @Nested
    class Joining {

        @Test
        void agentsMessage_inPendingConversation_takesIt() {
            UUID waiting = conversationOf(ok(send(program)));

            JsonNode sent = ok(send(ana.http()));

            assertThat(conversationOf(sent)).isEqualTo(waiting);
            assertThat(conversation(sent).path("status").asText()).isEqualTo("OPEN");
            assertThat(events(sales))
                    .containsExactly(
                            "conversation.created 1",
                            "message.created 2",
                            "conversation.assigned 3",
                            "message.created 4");
        }

        @Test
        void takingMessage_assignedEventHasNoMessageYet() {
            institution.writes(channel, phone, "hello");
            ok(send(ana.http()));

            assertThat(institution.column(
                            "select concat_ws(' ', e.type, c ->> 'unreadCount', c ->> 'lastReadSeq',"
                                    + " c -> 'lastMessage' ->> 'seq', c ->> 'waitingSince' is null) from feed_event e,"
                                    + " lateral (select e.payload::json -> 'data' -> 'conversation' as c) p"
                                    + " where feed_id = ? and seq > 2 order by seq",
                            sales))
                    .containsExactly("conversation.assigned 1 0 1 f", "message.created 0 2 2 t");
        }

        @Test
        void conversationInvisible_isElsewhere_andNothingHappens() {
            institution.query("update channel set department_id = ? where id = ? returning 1", support, channel);
            send(program);
            String before = state();

            Answer answer = send(ana.http());

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("ACTIVE_ELSEWHERE");
            assertThat(state()).isEqualTo(before);
        }

        @Test
        void channelNotThere_makesNoContact() {
            UUID deleted = institution.channel(sales);
            institution.query("update channel set deleted_at = now() where id = ? returning 1", deleted);
            for (UUID gone : List.of(UUID.randomUUID(), deleted)) {
                channel = gone;
                assertThat(send(ana.http()).code()).isEqualTo("NOT_FOUND");
            }
            assertThat(contactNames()).isEmpty();
        }
    }

    @Nested
    class Meanwhile {

        @Test
        void messageMeetingClosing_waitsAndOpensAnother() throws Exception {
            UUID first = conversationOf(ok(send(ana.http())));

            JsonNode second = ok(
                    whileAnother("update conversation set status = 'CLOSED', closed_at = now(), version = version + 1"
                            + ", last_read_seq = last_seq where id = '" + first + "'"));

            assertThat(conversationOf(second)).isNotEqualTo(first);
            assertThat(second.path("seq").asLong()).isEqualTo(1);
            assertThat(conversation(second).path("previousConversationId").asText())
                    .isEqualTo(first.toString());
        }

        @Test
        void messageMeetingTransferAway_isElsewhere() throws Exception {
            JsonNode first = ok(send(ana.http()));

            Answer second = whileAnother("update conversation set department_id = '" + support
                    + "', status = 'PENDING', assigned_to = null, assignee_name = null, version = version + 2 where id = '"
                    + conversationOf(first) + "'");

            assertThat(second.code()).isEqualTo("ACTIVE_ELSEWHERE");
            assertThat(conversation(first).path("lastMessage").path("seq").asLong())
                    .isEqualTo(1);
        }

        @Test
        void messageMeetingDeletionOfItsChannel_findsNone() throws Exception {
            Answer sent = whileAnother("with held as (select id from channel where id = '" + channel + "' for update)"
                    + " update channel set deleted_at = now() where id in (select id from held)");

            assertThat(sent.code()).isEqualTo("NOT_FOUND");
            assertThat(contactNames()).isEmpty();
        }

        @Test
        void agentDeactivatedMeanwhile_sendsNothing() throws Exception {
            Answer sent = whileAnother("update agent set active = false where id = '" + ana.id() + "'");

            assertThat(sent.code()).isEqualTo("UNAUTHORIZED");
        }

        @Test
        void twoMessagesOutAndOneInAtOnce_openOneConversation() {
            for (int round = 0; round < 100; round++) {
                phone = institution.phone();
                if (round % 2 == 0) aContactThatIsKnown();
                CompletableFuture<Answer> out = sending(ana.http());
                CompletableFuture<Answer> alsoOut = sending(program);
                CompletableFuture<Answer> in = receiving();

                UUID conversation = conversationOf(ok(out.join()));
                assertThat(conversationOf(ok(alsoOut.join()))).isEqualTo(conversation);
                assertThat(conversationOf(in.join().ok().data().get(0))).isEqualTo(conversation);
                assertThat(conversation(conversation)
                                .path("lastMessage")
                                .path("seq")
                                .asLong())
                        .isEqualTo(3);
            }
            assertThat(institution.<Long>query(
                            "select count(*) from conversation where institution_id = ?", institution.id()))
                    .isEqualTo(100);
        }

        private void aContactThatIsKnown() {
            institution.query(
                    "insert into contact (institution_id, name, phone) values (?, 'Maria', ?) returning 1",
                    institution.id(),
                    phone);
        }

        private CompletableFuture<Answer> receiving() {
            return program.send(
                    "POST",
                    "/v1/channels/" + channel + "/inbound",
                    TestInstitution.text(UUID.randomUUID().toString(), phone, "hello"));
        }

        /** Ana sends while a transaction has done this and not committed yet; then it commits. */
        private Answer whileAnother(String change) throws Exception {
            try (Connection other = institution.database().connect();
                    var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute(change);
                CompletableFuture<Answer> answer = sending(ana.http());
                await().until(() -> institution.<Long>query("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'")
                        > 0);
                other.commit();
                return answer.join();
            }
        }
    }

    private Answer send(Client by) {
        return sending(by).join();
    }

    private CompletableFuture<Answer> sending(Client by) {
        return by.send("POST", "/v1/channels/" + channel + "/messages/text", Map.of("to", phone, "text", "Hi"));
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
        return answer.data();
    }

    private static UUID conversationOf(JsonNode message) {
        return UUID.fromString(message.path("conversationId").asText());
    }

    private JsonNode conversation(JsonNode message) {
        return conversation(conversationOf(message));
    }

    private JsonNode conversation(UUID id) {
        return program.get("/v1/conversations/" + id).ok().data();
    }

    private String departmentName(JsonNode conversation) {
        return String.join(
                "",
                institution.column(
                        "select name from department where id::text = ?",
                        conversation.path("departmentId").asText()));
    }

    private List<String> contactNames() {
        return institution.column(
                "select name from contact where institution_id = ? and phone = ?", institution.id(), phone);
    }

    private List<String> events(UUID feed) {
        return institution.column(
                "select type || ' ' || (payload::json -> 'data' -> 'conversation' ->> 'version')"
                        + " from feed_event where feed_id = ? order by seq",
                feed);
    }

    /** Everything there is of the institution. */
    private String state() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("conversation", "message", "conversation_history", "feed_event", "contact"))
            all.append(institution.column(
                    "select t::text from " + table + " t where institution_id = ? order by 1", institution.id()));
        return all.toString();
    }
}
