package dev.prosa.conversation;

import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Gives a conversation to an agent, or back to the queue (R6). */
@Singleton
final class AssignConversation {

    private final CommandStore store;

    AssignConversation(CommandStore store) {
        this.store = store;
    }

    Uni<JsonText> assign(Caller caller, UUID id, IfMatch ifMatch, AssignRequest request) {
        ConversationLock lock = ConversationLock.of(id, ifMatch).withAgent(request.attendantId());
        return store.inTransaction(
                "assign", caller, tx -> tx.lock(lock).map(request::decide).chain(tx::apply));
    }
}
