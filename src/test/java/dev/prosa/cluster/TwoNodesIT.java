package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the packaged service that know nothing of each other but their database. */
class TwoNodesIT {

    @TempDir
    static Path directory;

    private static ServiceProcess one;
    private static ServiceProcess other;
    private static TestInstitution institution;

    @BeforeAll
    static void startTwoNodesOnOneDatabase() {
        TestDatabase.Migrated database = TestDatabase.fresh();
        one = ServiceProcess.on(database, directory);
        other = ServiceProcess.on(database, directory);
        institution = TestInstitution.on(one.uri(), database);
    }

    @AfterAll
    static void stopThem() {
        one.close();
        other.close();
    }

    @Test
    void firstMessages_fiftyAtOnce_makeOneConversation() {
        UUID channel = institution.channel(institution.department("Sales"));
        String phone = institution.phone();
        Client adapter = institution.program();

        List<CompletableFuture<Answer>> sent = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> adapter.at(nodeOf(i))
                        .send(
                                "POST",
                                "/v1/channels/" + channel + "/inbound",
                                TestInstitution.text("m" + i, phone, "text " + i)))
                .toList();
        sent.forEach(answer -> answer.join().ok());

        JsonNode conversations =
                adapter.get("/v1/conversations?channelId=" + channel).ok().data();
        assertThat(conversations).hasSize(1);
        JsonNode conversation = conversations.get(0);
        assertThat(conversation.path("unreadCount").asLong()).isEqualTo(50);
        JsonNode messages = adapter.get(
                        "/v1/conversations/" + conversation.path("id").asText() + "/messages?limit=500")
                .ok()
                .data();
        assertThat(longs(messages, "seq"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void batch_sentToBothNodesAtOnce_isTakenOnce() {
        UUID channel = institution.channel(institution.department("Support"));
        Client adapter = institution.program();
        for (int round = 0; round < 200; round++) {
            List<Map<String, Object>> batch = batch(round);
            CompletableFuture<Answer> first = take(adapter.at(one.uri()), channel, batch);
            CompletableFuture<Answer> second = take(adapter.at(other.uri()), channel, batch);

            JsonNode here = first.join().ok().data();
            JsonNode there = second.join().ok().data();
            assertThat(texts(here, "messageId"))
                    .isEqualTo(texts(there, "messageId"))
                    .doesNotHaveDuplicates();
            assertThat(texts(here, "conversationId")).isEqualTo(texts(there, "conversationId"));
            for (int i = 0; i < batch.size(); i++) {
                assertThat(here.get(i).path("duplicate").asBoolean())
                        .isNotEqualTo(there.get(i).path("duplicate").asBoolean());
            }
        }
        assertThat(institution.<Long>query("select count(*) from message where channel_id = ?", channel))
                .isEqualTo(200 * 10);
        assertThat(institution.<Long>query(
                        """
                        select count(*) from conversation c where c.channel_id = ? and (c.unread_count <> c.last_seq
                            or c.last_seq <> (select count(*) from message m where m.conversation_id = c.id))""",
                        channel))
                .isZero();
    }

    @Test
    void idempotentMessage_sentToBothNodesAtOnce_isSentOnce() {
        UUID channel = institution.channel(institution.department("Accounts"));
        Client program = institution.program();
        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            Map<String, Object> message = Map.of("to", institution.phone(), "text", "Hi");
            Map<String, String> key = Map.of("Idempotency-Key", "round-" + round);
            String path = "/v1/channels/" + channel + "/messages/text";
            CompletableFuture<Answer> first = program.at(one.uri()).send("POST", path, message, key);
            CompletableFuture<Answer> second = program.at(other.uri()).send("POST", path, message, key);

            statuses.addAll(List.of(first.join().status(), second.join().status()));
            Answer later =
                    program.at(nodeOf(round)).send("POST", path, message, key).join();
            assertThat(later.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        }
        assertThat(statuses).containsOnly(201, 409);
        assertThat(institution.<Long>query("select count(*) from message where channel_id = ?", channel))
                .isEqualTo(100);
    }

    @Test
    void token_ofOneNode_isValidAtTheOther() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", institution.department("Finance"));

        assertThat(ana.http().at(other.uri()).get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void log_withoutKafkaConfigured_doesNotMentionIt() {
        assertThat(one.log().lines().filter(line -> !line.contains("Installed features")))
                .isNotEmpty()
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).matches(".*(kafka|srmsg|messaging).*"));
    }

    /** Ten messages of four contacts, two of whom have written before. */
    private static List<Map<String, Object>> batch(int round) {
        List<Map<String, Object>> batch = new ArrayList<>();
        String known = "55119" + String.format("%08d", round % 7);
        String alsoKnown = "55119" + String.format("%08d", 50 + round % 11);
        List<String> phones = List.of(known, alsoKnown, institution.phone(), institution.phone());
        for (int i = 0; i < 10; i++) {
            batch.add(TestInstitution.text("r" + round + "-" + i, phones.get(i % 4), "message " + i));
        }
        return batch;
    }

    private static CompletableFuture<Answer> take(Client adapter, UUID channel, List<Map<String, Object>> batch) {
        return adapter.send("POST", "/v1/channels/" + channel + "/inbound", batch);
    }

    private static URI nodeOf(int i) {
        return i % 2 == 0 ? one.uri() : other.uri();
    }

    private static List<Long> longs(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asLong())
                .toList();
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(node -> node.path(field).asText())
                .toList();
    }
}
