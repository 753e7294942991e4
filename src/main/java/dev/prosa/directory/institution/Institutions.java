package dev.prosa.directory.institution;

import dev.prosa.database.Transactions;
import dev.prosa.directory.Agents;
import dev.prosa.directory.Institution;
import dev.prosa.directory.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Creates institutions. */
@Singleton
public final class Institutions {

    private static final String COUNT = "select count(i) from Institution i";

    /** The lock of which nodes that start at once get one after the other. */
    private static final String ONE_NODE_AT_A_TIME =
            "select cast(pg_advisory_xact_lock(hashtextextended('prosa: the first institution', 0)) as text)";

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final Clock clock;

    Institutions(Mutiny.SessionFactory sessions, Transactions transactions, Clock clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Uni<Boolean> exist() {
        return sessions.withSession(Institutions::exist);
    }

    private static Uni<Boolean> exist(Mutiny.Session session) {
        return session.createSelectionQuery(COUNT, Long.class).getSingleResult().map(count -> count > 0);
    }

    /** Of several nodes that start at once on an empty database one creates it: true for that one. */
    public Uni<Boolean> createFirst(NewInstitution institution) {
        return sessions.withTransaction(session -> createFirst(session, institution));
    }

    private Uni<Boolean> createFirst(Mutiny.Session session, NewInstitution institution) {
        return session.createNativeQuery(ONE_NODE_AT_A_TIME, String.class)
                .getSingleResultOrNull()
                .chain(() -> exist(session))
                .chain(exists -> exists
                        ? Uni.createFrom().item(false)
                        : create(session, institution).replaceWith(true));
    }

    /** Fails with ALREADY_EXISTS if an email of its agents is taken. */
    public Uni<UUID> create(NewInstitution institution) {
        return transactions.run(session -> create(session, institution));
    }

    private Uni<UUID> create(Mutiny.Session session, NewInstitution wanted) {
        Instant now = clock.instant();
        Institution institution = new Institution(wanted.name(), now);
        return session.persist(institution)
                .chain(() -> session.persistAll(wanted.entities(institution.id(), now)))
                .chain(session::flush)
                .onFailure(Violation::isUnique)
                .transform(taken -> Agents.emailExists())
                .replaceWith(institution::id);
    }
}
