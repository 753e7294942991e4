package dev.prosa.conversation;

import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Sends a message into a conversation; it may assign the conversation to its author (R6). */
@Singleton
final class ReplyToConversation {

    private final CommandStore store;

    ReplyToConversation(CommandStore store) {
        this.store = store;
    }

    /** @param idempotencyKey as the header came, or null; bodies are the same if they make the same message */
    Uni<IdempotentResult> reply(Caller caller, UUID id, MessageContent content, String idempotencyKey) {
        String path = "/v1/conversations/" + id + "/messages";
        IdempotentRequest request = IdempotentRequest.of(
                idempotencyKey,
                caller.institution(),
                caller.id(),
                path,
                ChangeJson.content(content).encode());
        ConversationLock lock = ConversationLock.of(id, IfMatch.ANY).withAgent(caller.isAgent() ? caller.id() : null);
        return store.inTransactionOnce("reply", caller, request, tx -> reply(tx, caller, lock, content));
    }

    private static Uni<JsonText> reply(
            CommandTransaction tx, Caller caller, ConversationLock lock, MessageContent content) {
        return tx.lock(lock).map(locked -> decide(locked, caller)).chain(decision -> tx.apply(decision, content));
    }

    private static Decision decide(LockedConversation locked, Caller caller) {
        Author author =
                caller.isAgent() ? new Author.AgentAuthor(locked.agent()) : new Author.ApiKeyAuthor(caller.id());
        return locked.decide(active -> active.send(author, locked.now()));
    }
}
