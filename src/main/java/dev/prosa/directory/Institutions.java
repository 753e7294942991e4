package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes institutions. */
@Singleton
public final class Institutions {

    private final Mutiny.SessionFactory sessions;
    private final ObjectMapper json;

    Institutions(Mutiny.SessionFactory sessions, ObjectMapper json) {
        this.sessions = sessions;
        this.json = json;
    }

    public Uni<Boolean> exist() {
        return sessions.withSession(session -> session.createQuery("select count(i) from Institution i", Long.class)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** Of several nodes that start at once on an empty database one founds it: true for that one. */
    public Uni<Boolean> foundFirst(Founding founding) {
        String sql = "select cast(found_first_institution(cast(cast(:founding as text) as json)) as text)";
        return sessions.withTransaction(session -> session.createNativeQuery(sql, String.class)
                        .setParameter("founding", text(founding))
                        .getSingleResultOrNull())
                .map(id -> id != null);
    }

    private String text(Founding founding) {
        try {
            return json.writeValueAsString(founding);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
