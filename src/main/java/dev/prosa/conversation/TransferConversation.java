package dev.prosa.conversation;

import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Moves a conversation to a department, to an agent, or to an agent in a department (R7). */
@Singleton
final class TransferConversation {

    private final CommandStore store;

    TransferConversation(CommandStore store) {
        this.store = store;
    }

    Uni<JsonText> transfer(Caller caller, UUID id, IfMatch ifMatch, TransferRequest request) {
        ConversationLock lock = ConversationLock.of(id, ifMatch)
                .withAgent(request.attendantId())
                .withDepartment(request.departmentId());
        return store.inTransaction(
                "transfer", caller, tx -> tx.lock(lock).map(request::decide).chain(tx::apply));
    }
}
