package dev.prosa.directory;

import dev.prosa.directory.password.PasswordHash;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Changes to agents; what they hold and may no longer hold goes back into the queue (R15). */
@Singleton
public final class Agents {

    /** Over the whole installation: a login says nothing but the email. */
    private static final String SAME_EMAIL =
            "select count(a) from Agent a where lower(a.email) = lower(:email) and a.deletedAt is null and a.id <> :id";

    private final DirectoryTransactions transactions;
    private final PasswordHash passwords;

    Agents(DirectoryTransactions transactions, PasswordHash passwords) {
        this.transactions = transactions;
        this.passwords = passwords;
    }

    Uni<AgentResponse> create(Caller caller, AgentRequest request) {
        return hash(request.password()).chain(hash -> create(caller, request, hash));
    }

    private Uni<AgentResponse> create(Caller caller, AgentRequest request, String passwordHash) {
        return transactions.run(caller, tx -> new AgentCreation(tx, request, passwordHash).carryOut());
    }

    Uni<AgentResponse> change(Caller caller, UUID agent, AgentRequest request) {
        return hash(request.password()).chain(hash -> change(caller, agent, request.change(hash)));
    }

    /** @param departments all the agent is to belong to */
    Uni<AgentResponse> assignDepartments(Caller caller, UUID agent, List<UUID> departments) {
        return change(caller, agent, AgentChange.membership(departments));
    }

    Uni<AgentResponse> delete(Caller caller, UUID agent) {
        return change(caller, agent, AgentChange.DELETION);
    }

    private Uni<AgentResponse> change(Caller caller, UUID agent, AgentChange change) {
        return transactions.run(caller, tx -> new AgentUpdate(tx, agent, change).carryOut());
    }

    private Uni<String> hash(String passwordOrNull) {
        return passwordOrNull == null ? Uni.createFrom().nullItem() : passwords.hash(passwordOrNull);
    }

    static Uni<Void> emailMustBeFree(DirectoryTransaction tx, String email, UUID id) {
        return tx.session()
                .createSelectionQuery(SAME_EMAIL, Long.class)
                .setParameter("email", email)
                .setParameter("id", id)
                .getSingleResult()
                .invoke(Agents::mustBeNone)
                .replaceWithVoid();
    }

    private static void mustBeNone(long others) {
        if (others > 0) throw emailExists();
    }

    /** Of two that save the same email at once the index refuses the second. */
    static Uni<Void> save(DirectoryTransaction tx) {
        return tx.session().flush().onFailure(Violation::isUnique).transform(taken -> emailExists());
    }

    public static Refused emailExists() {
        return Problem.ALREADY_EXISTS.refused("An agent with this email exists already");
    }
}
