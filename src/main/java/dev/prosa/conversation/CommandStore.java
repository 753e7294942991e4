package dev.prosa.conversation;

import dev.prosa.database.Transactions;
import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.idempotency.IdempotencyStore;
import dev.prosa.idempotency.IdempotentRequest;
import dev.prosa.idempotency.IdempotentResult;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Carries out commands: each in a transaction of its own, measured by its name. */
@Singleton
final class CommandStore {

    private final Transactions transactions;
    private final IdempotencyStore idempotency;
    private final Clock clock;
    private final CommandMetrics metrics;

    CommandStore(Transactions transactions, IdempotencyStore idempotency, Clock clock, CommandMetrics metrics) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** @param work lock, decide, apply; called again if the transaction met a deadlock */
    Uni<JsonText> inTransaction(String command, Caller caller, Function<CommandTransaction, Uni<JsonText>> work) {
        return metrics.measured(command, transactions.run(session -> work.apply(transaction(session, caller))));
    }

    /** The same for a request that may come again: a repeat is answered as the first one was. */
    Uni<IdempotentResult> inTransactionOnce(
            String command,
            Caller caller,
            IdempotentRequest request,
            Function<CommandTransaction, Uni<JsonText>> work) {
        return metrics.measured(command, transactions.run(session -> once(session, caller, request, work)));
    }

    private Uni<IdempotentResult> once(
            Mutiny.Session session,
            Caller caller,
            IdempotentRequest request,
            Function<CommandTransaction, Uni<JsonText>> work) {
        return idempotency.once(session, request, () -> work.apply(transaction(session, caller)));
    }

    private CommandTransaction transaction(Mutiny.Session session, Caller caller) {
        return new CommandTransaction(session, caller, clock);
    }
}
