package dev.prosa.kafka;

import dev.prosa.concurrent.RetryForever;
import dev.prosa.http.Faults;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Puts records that cannot be taken into a topic of their own, in their order, and never drops one. */
@Singleton
final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> topic;
    private final KafkaConfig config;
    private final Faults faults;

    DeadLetters(
            @Channel("dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> topic,
            KafkaConfig config,
            Faults faults) {
        this.topic = topic;
        this.config = config;
        this.faults = faults;
    }

    /** Done once the broker has them all. */
    Uni<Void> send(List<DeadLetter> letters) {
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(this::send)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> send(DeadLetter letter) {
        LOG.warnf(
                "record not taken: topic=%s partition=%d offset=%d reason=%s",
                letter.record().topic(),
                letter.record().partition(),
                letter.record().offset(),
                letter.refused().problem().code());
        return RetryForever.of("a dead letter", faults::problemOf, () -> sendOnce(letter));
    }

    private Uni<Void> sendOnce(DeadLetter letter) {
        return topic.send(letter.to(config.deadLetterTopic()))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> topic.send(letter.unchanged(config.deadLetterTopic())));
    }
}
