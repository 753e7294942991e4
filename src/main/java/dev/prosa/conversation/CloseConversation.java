package dev.prosa.conversation;

import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Ends a conversation (R8). */
@Singleton
final class CloseConversation {

    private final CommandStore store;

    CloseConversation(CommandStore store) {
        this.store = store;
    }

    Uni<JsonText> close(Caller caller, UUID id, IfMatch ifMatch, CloseRequest request) {
        ConversationLock lock = ConversationLock.of(id, ifMatch);
        return store.inTransaction(
                "close", caller, tx -> tx.lock(lock).map(request::decide).chain(tx::apply));
    }
}
