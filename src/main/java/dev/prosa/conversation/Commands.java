package dev.prosa.conversation;

import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.database.Transactions;
import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotencyStore;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What agents and programs do to a conversation: lock, decide by the rules, save and tell, commit. All but a reply are
 * answered with the conversation as the command left it; a reply with its message.
 */
@Singleton
final class Commands {

    private final Transactions transactions;
    private final IdempotencyStore answers;
    private final Clock clock;
    private final CommandMetrics metrics;

    Commands(Transactions transactions, IdempotencyStore answers, Clock clock, CommandMetrics metrics) {
        this.transactions = transactions;
        this.answers = answers;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Gives it to an agent, or back to the queue with null. */
    Uni<JsonText> assign(Caller caller, UUID id, IfMatch ifMatch, AssignRequest request) {
        return inTransaction("assign", caller, id, ifMatch, command -> assign(command, request));
    }

    Uni<JsonText> transfer(Caller caller, UUID id, IfMatch ifMatch, TransferRequest request) {
        return inTransaction("transfer", caller, id, ifMatch, command -> transfer(command, request));
    }

    Uni<JsonText> close(Caller caller, UUID id, IfMatch ifMatch, String note) {
        return inTransaction("close", caller, id, ifMatch, command -> close(command, note));
    }

    /** @param upToSeq null: all */
    Uni<JsonText> read(Caller caller, UUID id, IfMatch ifMatch, Long upToSeq) {
        return inTransaction(
                "read", caller, id, ifMatch, command -> read(command, upToSeq == null ? Long.MAX_VALUE : upToSeq));
    }

    /** @param idempotencyKey as the header came, or null; bodies are the same if they make the same message */
    Uni<IdempotentResult> reply(Caller caller, UUID id, MessageContent content, String idempotencyKey) {
        String path = "/v1/conversations/" + id + "/messages";
        IdempotentRequest request = IdempotentRequest.of(
                idempotencyKey, caller.institution(), caller.id(), path, EventAppend.json(content));
        return metrics.measured("reply", transactions.run(session -> replyOnce(session, caller, id, content, request)));
    }

    private Uni<IdempotentResult> replyOnce(
            Mutiny.Session session, Caller caller, UUID id, MessageContent content, IdempotentRequest request) {
        Command command = new Command(session, caller, id, IfMatch.of(null), clock).saying(content);
        return answers.once(session, request, () -> reply(command, caller));
    }

    private static Uni<JsonText> assign(Command command, AssignRequest request) {
        return command.lock(request.attendantId()).map(request::decide).chain(command::carryOut);
    }

    private static Uni<JsonText> transfer(Command command, TransferRequest request) {
        return command.lockTo(request.attendantId(), request.departmentId())
                .map(locked -> locked.conversation().transfer(request.to(locked.agent()), locked.now()))
                .chain(command::carryOut);
    }

    private static Uni<JsonText> close(Command command, String note) {
        return command.lock(null)
                .map(locked -> locked.conversation().close(note, locked.now()))
                .chain(command::carryOut);
    }

    private static Uni<JsonText> read(Command command, long upToSeq) {
        return command.lock(null)
                .chain(locked -> command.inboundAfter(upToSeq))
                .map(unread -> command.locked().conversation().read(upToSeq, unread))
                .chain(command::carryOut);
    }

    private static Uni<JsonText> reply(Command command, Caller caller) {
        return command.lock(caller.isAgent() ? caller.id() : null)
                .map(locked -> locked.conversation().reply(author(caller, locked), locked.now()))
                .chain(command::carryOut);
    }

    private static Author.Sender author(Caller caller, LockedConversation locked) {
        return caller.isAgent() ? new Author.AgentAuthor(locked.agent()) : new Author.ApiKeyAuthor(caller.id());
    }

    private Uni<JsonText> inTransaction(
            String name, Caller caller, UUID id, IfMatch ifMatch, Function<Command, Uni<JsonText>> work) {
        return metrics.measured(
                name, transactions.run(session -> work.apply(new Command(session, caller, id, ifMatch, clock))));
    }
}
