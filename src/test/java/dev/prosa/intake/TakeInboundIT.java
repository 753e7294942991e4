package dev.prosa.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** The set-based SQL of the intake, called as a lane calls it. */
class TakeInboundIT extends OnInbound {

    @Test
    void firstMessage_opensAConversationInTheChannelsDepartment() throws SQLException {
        Stored stored = take(item("a", phone())).get(0);

        JsonNode conversation = conversation(stored.conversation());
        assertThat(conversation.path("status").asText()).isEqualTo("PENDING");
        assertThat(conversation.path("departmentId").asText()).isEqualTo(department.toString());
        assertThat(conversation.path("unreadCount").asLong()).isEqualTo(1);
        assertThat(conversation.path("version").asLong()).isEqualTo(2);
        assertThat(events())
                .extracting(e -> e.path("type").asText())
                .containsExactly("conversation.created", "message.created");
    }

    @Test
    void repeat_hasTheIdsOfTheFirst_alsoWithinOneBatch() throws SQLException {
        String phone = phone();
        List<Stored> once = take(item("a", phone), item("b", phone), item("a", phone));
        List<Stored> again = take(item("b", phone));

        assertThat(once).extracting(Stored::duplicate).containsExactly(false, false, true);
        assertThat(once.get(2).message()).isEqualTo(once.get(0).message());
        assertThat(again.get(0))
                .isEqualTo(new Stored(once.get(1).message(), once.get(1).conversation(), 2, true));
        assertThat(events()).hasSize(3);
    }

    @Test
    void repeat_withinOneBatch_makesNoContact() throws SQLException {
        String other = phone();
        take(item("a", phone()), item("a", other));

        assertThat(OnInbound.<Long>one("select count(*) from contact where phone = ?", other))
                .isZero();
    }

    @Test
    void events_areTheSame_howeverMessagesAreBatched() throws SQLException {
        String together = phone();
        String apart = phone();
        take(item("a1", together), item("a2", together), item("a3", together));
        take(item("b1", apart));
        take(item("b2", apart));
        take(item("b3", apart));

        List<JsonNode> events = events();
        assertThat(shapes(events.subList(0, 4))).isEqualTo(shapes(events.subList(4, 8)));
    }

    @Test
    void itemOfUnknownChannel_isLeftOut_andNeighboursAreStored() throws SQLException {
        ArrayNode items = JSON.createArrayNode();
        items.add(item("a", phone())).add(item("b", phone()));
        ((ObjectNode) items.get(0)).put("channel", UUID.randomUUID().toString());

        assertThat(call(items)).hasSize(1);
    }

    @Test
    void message_duringAClose_waitsAndOpensANewConversation() throws Exception {
        String phone = phone();
        UUID first = take(item("a", phone)).get(0).conversation();
        try (Connection closing = DATABASE.connect()) {
            closing.setAutoCommit(false);
            run(closing, CLOSE, first);
            CompletableFuture<List<Stored>> arriving = CompletableFuture.supplyAsync(() -> take(item("b", phone)));
            awaitSomebodyWaiting();
            closing.commit();

            Stored second = arriving.get().get(0);
            assertThat(second.conversation()).isNotEqualTo(first);
            assertThat(second.seq()).isEqualTo(1);
            assertThat(conversation(second.conversation())
                            .path("previousConversationId")
                            .asText())
                    .isEqualTo(first.toString());
        }
    }

    @Test
    void sameBatch_onTwoNodesAtOnce_isStoredOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            ArrayNode batch = JSON.createArrayNode();
            String phone = phone();
            for (int i = 0; i < 8; i++) batch.add(item("r" + round + "-" + i, i % 2 == 0 ? phone : phone()));
            List<Stored> one = new ArrayList<>();
            List<Stored> other = new ArrayList<>();
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> one.addAll(callAfter(start, batch))),
                            CompletableFuture.runAsync(() -> other.addAll(callAfter(start, batch))))
                    .get();

            assertThat(other)
                    .extracting(Stored::message)
                    .isEqualTo(one.stream().map(Stored::message).toList());
            assertThat(java.util.stream.Stream.concat(one.stream(), other.stream())
                            .filter(t -> !t.duplicate()))
                    .hasSize(8);
        }
        assertThat(OnInbound.<Long>one(
                        "select count(*) from conversation where institution_id = ? and unread_count <> last_seq",
                        institution))
                .isZero();
    }

    @Test
    void externalId_ofTwoContactsAtOnce_failsTheCallForARetry() throws Exception {
        try (Connection first = DATABASE.connect()) {
            first.setAutoCommit(false);
            call(first, JSON.createArrayNode().add(item("same", phone())));
            CompletableFuture<List<Stored>> second = CompletableFuture.supplyAsync(() -> take(item("same", phone())));
            awaitSomebodyWaiting();
            first.commit();

            assertThatThrownBy(second::get).hasMessageContaining("inbound_id_unique");
        }
    }

    private List<Stored> callAfter(CyclicBarrier start, ArrayNode batch) {
        try {
            start.await();
            return call(batch);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Events without what differs between two contacts: ids, times, phones, positions. */
    private static List<String> shapes(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.path("type") + " " + e.path("data"))
                .map(e -> e.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "time")
                        .replaceAll("\"\\d{8}\"", "phone")
                        .replaceAll("\"[ab](\\d)\"", "external $1"))
                .toList();
    }

    /** Until some backend of this database waits for a lock. */
    private static void awaitSomebodyWaiting() {
        org.awaitility.Awaitility.await()
                .until(() ->
                        OnInbound.<Long>one("select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and wait_event_type = 'Lock'")
                                > 0);
    }
}
