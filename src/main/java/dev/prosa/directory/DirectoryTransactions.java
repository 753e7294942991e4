package dev.prosa.directory;

import dev.prosa.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Function;

/** Runs each change of the directory, with its events, in one transaction; what it refuses is rolled back. */
@Singleton
public final class DirectoryTransactions {

    private final Transactions transactions;
    private final AffectedConversations conversations;
    private final Clock clock;

    DirectoryTransactions(Transactions transactions, AffectedConversations conversations, Clock clock) {
        this.transactions = transactions;
        this.conversations = conversations;
        this.clock = clock;
    }

    /** @param work called once per attempt */
    public <T> Uni<T> run(Caller caller, Function<DirectoryTransaction, Uni<T>> work) {
        return transactions.run(
                session -> work.apply(new DirectoryTransaction(session, conversations, caller, clock.instant())));
    }
}
