package dev.prosa.conversation;

import dev.prosa.conversation.model.MessageType;
import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Sends to a phone: into its active conversation on the channel, or into a new one (R4, R5). */
@Singleton
final class SendMessage {

    private final CommandStore store;

    SendMessage(CommandStore store) {
        this.store = store;
    }

    /** @param idempotencyKey as the header came, or null; bodies are the same if they send the same to the same */
    Uni<IdempotentResult> send(Caller caller, UUID channel, String type, SendRequest request, String idempotencyKey) {
        MessageType known = MessageType.ofWire(type).orElseThrow(Problem.NOT_FOUND::refused);
        OutboundMessage message = request.checked(known, channel);
        String path = "/v1/channels/" + channel + "/messages/" + type;
        IdempotentRequest once =
                IdempotentRequest.of(idempotencyKey, caller.institution(), caller.id(), path, meaning(message));
        return store.inTransactionOnce("send", caller, once, tx -> send(tx, message));
    }

    private static Uni<JsonText> send(CommandTransaction tx, OutboundMessage message) {
        return tx.lockRecipient(message)
                .map(LockedRecipient::send)
                .chain(decision -> tx.apply(decision, message.content()));
    }

    private static String meaning(OutboundMessage message) {
        return ChangeJson.content(message.content()).put("to", message.to()).encode();
    }
}
