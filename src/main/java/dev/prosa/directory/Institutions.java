package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.database.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes institutions. */
@Singleton
public final class Institutions {

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final ObjectMapper json;

    Institutions(Mutiny.SessionFactory sessions, Transactions transactions, ObjectMapper json) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.json = json;
    }

    public Uni<Boolean> exist() {
        return sessions.withSession(session -> session.createQuery("select count(i) from Institution i", Long.class)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Of several nodes that start at once on an empty database one founds it: true for that one. */
    public Uni<Boolean> foundFirst(NewInstitution founding) {
        String sql = "select cast(found_first_institution(cast(cast(:founding as text) as json)) as text)";
        return sessions.withTransaction(session -> session.createNativeQuery(sql, String.class)
                        .setParameter("founding", text(founding))
                        .getSingleResultOrNull())
                .map(id -> id != null);
    }

    /** Fails with ALREADY_EXISTS if an email of its agents is taken. */
    public Uni<UUID> found(NewInstitution founding) {
        String sql = "select found_institution(cast(cast(:founding as text) as json))";
        return transactions.run(session -> session.createNativeQuery(sql, UUID.class)
                .setParameter("founding", text(founding))
                .getSingleResult());
    }

    private String text(NewInstitution founding) {
        try {
            return json.writeValueAsString(founding);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
