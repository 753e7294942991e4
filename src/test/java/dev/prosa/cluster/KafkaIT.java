package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.KafkaBroker;
import dev.prosa.testing.KafkaTopics;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on a broker and a database of its own, which go away and come back, as the service does. */
class KafkaIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "prosa.inbound";
    private static final String DEAD_LETTERS = "prosa.inbound.dlq";
    private static final String GROUP = "prosa";
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    static Path directory;

    private static KafkaBroker broker;
    private static KafkaTopics topics;
    private static EmbeddedPostgres postgres;
    private static TestDatabase.Migrated database;
    private static ServiceProcess service;

    private TestInstitution institution;
    private UUID channel;

    @BeforeAll
    static void startAll() throws IOException {
        CompletableFuture<KafkaBroker> starting =
                CompletableFuture.supplyAsync(() -> KafkaBroker.in(subdirectory("broker")));
        postgres = postgres(0);
        database = new TestDatabase.Migrated("postgres", postgres.getPort());
        broker = starting.join();
        topics = new KafkaTopics(broker.bootstrapServers());
        topics.create(TOPIC, 3);
        topics.create(DEAD_LETTERS, 1);
        service = ServiceProcess.on(
                database,
                subdirectory("service"),
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "PROSA_INTAKE_CAPACITY", "500"));
    }

    @AfterAll
    static void stopAll() throws IOException {
        service.close();
        topics.close();
        broker.close();
        postgres.close();
    }

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(service.uri(), database);
        channel = institution.channel(institution.department("Sales"));
    }

    @Test
    void messages_repeatedAroundAKill_areStoredOnceInOrder() {
        int contacts = 40;
        int each = 150;
        List<String> phones =
                Stream.generate(institution::phone).limit(contacts).toList();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 1; i <= each; i++) for (String phone : phones) records.add(message(phone, i));
        List<ProducerRecord<byte[], byte[]>> twice = new ArrayList<>(records);
        twice.addAll(records);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> topics.send(twice));

        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> messages() > 300);
        service.kill();
        long before = messages();
        sending.join();
        service.start();
        awaitConsumed();

        assertThat(before).isBetween(301L, contacts * each - 1L);
        assertThat(messages()).isEqualTo(contacts * each);
        String inOrder =
                IntStream.rangeClosed(1, each).mapToObj(i -> "text " + i).collect(Collectors.joining(","));
        assertThat(institution.column(
                        """
                        select string_agg((m.content).text, ',' order by m.seq) from message m
                        where m.institution_id = ? group by m.conversation_id""",
                        institution.id()))
                .hasSize(contacts)
                .containsOnly(inOrder);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void consumption_afterTheBrokerWasDown_continues() {
        String phone = institution.phone();
        topics.send(List.of(message(phone, 1)));
        await().atMost(LONG).until(() -> messages() == 1);

        broker.stop();
        assertThat(institution
                        .writes(channel, institution.phone(), "by HTTP")
                        .path("seq")
                        .asLong())
                .isEqualTo(1);
        broker.start();
        topics.send(List.of(message(phone, 2)));
        await().atMost(LONG).until(() -> messages() == 3);
        broker.kill();
        broker.start();
        topics.send(List.of(message(phone, 3)));

        await().atMost(LONG).until(() -> messages() == 4);
        awaitConsumed();
    }

    @Test
    void consumption_afterTheDatabaseWasDown_continues() throws IOException {
        List<String> phones = Stream.generate(institution::phone).limit(20).toList();
        topics.send(phones.stream().map(phone -> message(phone, 1)).toList());
        await().atMost(LONG).until(() -> messages() == 20);

        int seen = service.log().length();
        postgres.close();
        for (int i = 2; i <= 10; i++) {
            int number = i;
            topics.send(phones.stream().map(phone -> message(phone, number)).toList());
        }
        topics.send(List.of(record(null, "no JSON")));
        await("the service to notice").atMost(LONG).until(() -> service.log()
                .contains("trying again: what=records of Kafka"));
        postgres = postgres(database.port());

        await().atMost(LONG).ignoreExceptions().until(() -> messages() == 200);
        awaitConsumed();
        assertThat(institution.<Long>query(
                        """
                        select count(*) from message m
                        where m.institution_id = ? and (m.content).text <> 'text ' || m.seq""",
                        institution.id()))
                .as("messages out of their order")
                .isZero();
    }

    @Test
    void topic_whileTheIntakeIsFull_waits_andThenContinues() throws SQLException {
        String phone = institution.phone();
        institution.writes(channel, phone, "first");
        CompletableFuture<Answer> filling;
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("select from contact where phone = '" + phone + "' for update");
            filling = institution
                    .program()
                    .send(
                            "POST",
                            "/v1/channels/" + channel + "/inbound",
                            IntStream.range(0, 480)
                                    .mapToObj(i -> TestInstitution.text("http " + i, phone, "text " + i))
                                    .toList());
            await().atMost(LONG).until(KafkaIT::somebodyWaits);
            int seen = service.log().length();
            topics.send(IntStream.range(0, 100)
                    .mapToObj(i -> record("key", json(message("kafka " + i, institution.phone(), "hello"))))
                    .toList());
            await().atMost(LONG).until(() -> service.log().substring(seen).contains("cause=UNAVAILABLE"));
            holder.rollback();
        }

        filling.join().ok();
        await().atMost(LONG).until(() -> messages() == 1 + 480 + 100);
    }

    @Test
    void report_repeatedWithOtherWords_changesNothing() {
        String phone = institution.phone();
        String conversation = institution
                .writes(channel, phone, "hello")
                .path("conversationId")
                .asText();
        String message = institution
                .program()
                .post(
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("type", "text", "content", Map.of("text", "hi")))
                .ok()
                .data()
                .path("id")
                .asText();
        Map<String, Object> report = Map.of(
                "channelId",
                channel,
                "messageId",
                message,
                "externalId",
                "wamid." + message,
                "status",
                "DELIVERED",
                "at",
                "2026-01-01T00:00:00Z");
        Map<String, Object> read = Map.of(
                "channelId", channel, "externalId", "wamid." + message, "status", "READ", "at", "2026-01-01T00:00:00Z");

        topics.send(List.of(
                record(phone, json(report)),
                record(phone, json(read)),
                record(phone, json(report)),
                record(phone, json(message("same", phone, "the first"))),
                record(phone, json(message("same", phone, "another"))),
                record(phone, json(message("next", phone, "the next")))));

        await().atMost(LONG).until(() -> messages() == 4);
        assertThat(institution.column(
                        "select (content).text from message where institution_id = ? order by seq", institution.id()))
                .containsExactly("hello", "hi", "the first", "the next");
        assertThat(institution.column("select status from message where id = ?::uuid", message))
                .containsExactly("READ");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void record_unreadable_isADeadLetter_itsNeighboursPass() throws Exception {
        String phone = institution.phone();
        Map<ProducerRecord<byte[], byte[]>, String> poison = new LinkedHashMap<>();
        poison.put(record(phone, "{"), "VALIDATION_ERROR body is not valid JSON");
        poison.put(record(phone, "hello"), "VALIDATION_ERROR body is not valid JSON");
        poison.put(record(phone, ""), "VALIDATION_ERROR body must be an object");
        poison.put(record(phone, "[]"), "VALIDATION_ERROR body must be an object");
        poison.put(record(phone, "[".repeat(5000)), "VALIDATION_ERROR body is not valid JSON");
        poison.put(new ProducerRecord<>(TOPIC, bytes(phone), null), "VALIDATION_ERROR body must be given");
        poison.put(
                new ProducerRecord<>(TOPIC, bytes(phone), "{}".getBytes(StandardCharsets.UTF_16)),
                "VALIDATION_ERROR body must be UTF-8");
        poison.put(record(phone, "{}"), "VALIDATION_ERROR channelId must be a UUID");
        poison.put(record(phone, "{\"channelId\":\"" + UUID.randomUUID() + "\"}"), "NOT_FOUND No such channel");
        poison.put(
                record(phone, json(message("x", phone, "x".repeat(4097)))),
                "VALIDATION_ERROR content.text must be at most 4096 characters");
        poison.put(
                record(phone, json(message("x", phone, "a\0b"))),
                "VALIDATION_ERROR content.text must not contain U+0000");
        poison.put(
                record(phone, json(message("", "12", "hello"))),
                "VALIDATION_ERROR externalId must be given; from.phone must be a phone number");
        poison.put(
                record(phone, json(report("messageId", UUID.randomUUID()))),
                "NOT_FOUND No such message went out by this channel");
        poison.put(
                record(phone, json(report("externalId", "nobody's"))),
                "NOT_FOUND No such message went out by this channel");
        poison.put(record(phone, json(report("messageId", "x"))), "VALIDATION_ERROR messageId must be a UUID");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        poison.keySet().forEach(bad -> {
            bad.headers().add("trace", bytes("abc")).add("prosa-reason", bytes("an earlier one"));
            records.add(bad);
            records.add(message(phone, records.size()));
        });
        records.add(record(null, json(message("keyless", phone, "no key"))));

        topics.send(records);

        await().atMost(LONG).until(() -> messages() == poison.size() + 1);
        awaitConsumed();
        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters();
        assertThat(letters).hasSameSizeAs(poison.keySet());
        int next = 0;
        for (Map.Entry<ProducerRecord<byte[], byte[]>, String> bad : poison.entrySet()) {
            ConsumerRecord<byte[], byte[]> letter = letters.get(next++);
            assertThat(letter.value()).isEqualTo(bad.getKey().value());
            assertThat(letter.key()).isEqualTo(bad.getKey().key());
            assertThat(header(letter, "trace")).isEqualTo("abc");
            assertThat(header(letter, "prosa-reason") + " " + header(letter, "prosa-detail"))
                    .startsWith(bad.getValue());
            assertThat(header(letter, "prosa-topic")).isEqualTo(TOPIC);
            assertThat(topics.read(TOPIC))
                    .anyMatch(record -> String.valueOf(record.partition()).equals(header(letter, "prosa-partition"))
                            && String.valueOf(record.offset()).equals(header(letter, "prosa-offset"))
                            && String.valueOf(record.timestamp()).equals(header(letter, "prosa-timestamp")));
            assertThat(names(letter)).doesNotHaveDuplicates().hasSize(7);
        }
    }

    @Test
    void record_ofMaximumLength_isADeadLetterWithoutReason() {
        String phone = institution.phone();
        byte[] longest = new byte[1_048_588 - 61 - 40];

        topics.send(List.of(new ProducerRecord<>(TOPIC, bytes(phone), longest), message(phone, 1)));

        await().atMost(LONG).until(() -> messages() == 1);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(longest);
            assertThat(names(letter)).isEmpty();
        });
    }

    // --- records

    private ProducerRecord<byte[], byte[]> message(String phone, int number) {
        return record(phone, json(message(phone + "-" + number, phone, "text " + number)));
    }

    private Map<String, Object> message(String externalId, String phone, String text) {
        Map<String, Object> message = TestInstitution.text(externalId, phone, text);
        message.put("channelId", channel);
        return message;
    }

    private Map<String, Object> report(String id, Object value) {
        return Map.of("channelId", channel, id, value, "status", "SENT", "at", "2026-01-01T00:00:00Z");
    }

    private static ProducerRecord<byte[], byte[]> record(String phone, String value) {
        return new ProducerRecord<>(TOPIC, phone == null ? null : bytes(phone), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(ConsumerRecord<byte[], byte[]> record) {
        return Stream.of(record.headers().toArray()).map(Header::key).toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    // --- what is there

    private long messages() {
        return institution.<Long>query("select count(*) from message where institution_id = ?", institution.id());
    }

    /** Those of this test. */
    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        List<String> phones =
                institution.column("select phone from contact where institution_id = ?", institution.id());
        return topics.read(DEAD_LETTERS).stream()
                .filter(letter ->
                        letter.key() != null && phones.contains(new String(letter.key(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static void awaitConsumed() {
        await("all records to be committed").atMost(LONG).until(() -> topics.isConsumed(TOPIC, GROUP));
    }

    private static boolean somebodyWaits() throws SQLException {
        try (Connection connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select 1 from pg_stat_activity where wait_event_type = 'Lock'")) {
            return rows.next();
        }
    }

    // --- where it runs

    private static Path subdirectory(String name) {
        return directory.resolve(name).toFile().mkdir() ? directory.resolve(name) : null;
    }

    private static EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }
}
