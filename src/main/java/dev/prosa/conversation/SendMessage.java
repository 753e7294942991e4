package dev.prosa.conversation;

import dev.prosa.conversation.model.MessageType;
import dev.prosa.directory.Caller;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Sends to a phone: into its active conversation on the channel, or into a new one. */
@Singleton
final class SendMessage {

    private final OutboundStore store;
    private final CommandMetrics metrics;

    SendMessage(OutboundStore store, CommandMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** @param idempotencyKey as the header came, or null; bodies are the same if they send the same to the same */
    Uni<IdempotentResult> send(Caller by, UUID channel, String type, SendRequest request, String idempotencyKey) {
        MessageType known = MessageType.ofWire(type).orElseThrow(Problem.NOT_FOUND::refused);
        OutboundMessage message = request.checked(known, by, channel);
        String path = "/v1/channels/" + channel + "/messages/" + type;
        IdempotentRequest once =
                IdempotentRequest.of(idempotencyKey, by.institution(), by.id(), path, meaning(message));
        return metrics.measured("send", store.send(message, once));
    }

    private static String meaning(OutboundMessage message) {
        return new JsonObject(message.content().fields())
                .put("to", message.to())
                .encode();
    }
}
