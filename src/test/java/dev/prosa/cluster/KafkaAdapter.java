package dev.prosa.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.KafkaTopics;
import dev.prosa.testing.TestInstitution;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An adapter of one channel that sends its messages by Kafka. */
record KafkaAdapter(KafkaTopics topics, TestInstitution institution, UUID channel) {

    private static final String TOPIC = "prosa.inbound";

    /** The texts of so many messages of a new contact; the broker has them. */
    Stream<String> sends(String what, int messages) {
        String phone = institution.phone();
        List<String> texts = IntStream.rangeClosed(1, messages)
                .mapToObj(i -> "Kafka " + what + " " + i)
                .toList();
        topics.send(texts.stream().map(text -> record(phone, text)).toList());
        return texts.stream();
    }

    private ProducerRecord<byte[], byte[]> record(String phone, String text) {
        Map<String, Object> message = TestInstitution.text(phone + " " + text, phone, text);
        message.put("channelId", channel);
        String json = new ObjectMapper().valueToTree(message).toString();
        return new ProducerRecord<>(TOPIC, bytes(channel + ":" + phone), bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void awaitsConsumption() {
        await("the nodes to take what Kafka has")
                .atMost(Duration.ofSeconds(60))
                .until(() -> topics.isConsumed(TOPIC, "prosa"));
    }
}
