package dev.prosa.conversation;

import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Marks a conversation's messages read (R10); a closed one is read already, so there it changes nothing (R8). */
@Singleton
final class ReadConversation {

    private final CommandStore store;

    ReadConversation(CommandStore store) {
        this.store = store;
    }

    Uni<JsonText> read(Caller caller, UUID id, IfMatch ifMatch, ReadRequest request) {
        ConversationLock lock = ConversationLock.of(id, ifMatch).countingInboundAfter(request.seq());
        return store.inTransaction(
                "read", caller, tx -> tx.lock(lock).map(request::decide).chain(tx::apply));
    }
}
