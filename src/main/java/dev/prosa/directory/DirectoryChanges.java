package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import dev.prosa.platform.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes agents and contacts, each change with its events in one transaction: one call of a function of V6. */
@Singleton
final class DirectoryChanges {

    private static final String CHANGE_AGENT = "select refused, cast(data as text) from change_agent("
            + ":institution, :id, cast(cast(:change as text) as json), cast(cast(:by as text) as json), cast(:now as timestamptz))";
    private static final String CHANGE_CONTACT = "select refused, cast(data as text) from change_contact("
            + ":institution, :id, cast(cast(:change as text) as jsonb), cast(:now as timestamptz))";

    private static final String CREATE_AGENT = "select refused, cast(data as text) from create_agent("
            + ":institution, cast(cast(:change as text) as json), cast(cast(:by as text) as json),"
            + " cast(:now as timestamptz))";
    private static final String CREATE_CONTACT = "select refused, cast(data as text) from create_contact("
            + ":institution, cast(cast(:change as text) as jsonb), cast(:now as timestamptz))";

    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    DirectoryChanges(Transactions transactions, ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** @param change as {@code change_agent} takes it: what is absent stays */
    Uni<JsonText> ofAgent(Caller caller, UUID agent, Map<String, Object> change) {
        return carryOut(session -> query(session, CHANGE_AGENT, caller, change)
                .setParameter("id", agent)
                .setParameter("by", text(by(caller)))
                .getSingleResult());
    }

    /** @param change as {@code change_contact} takes it: what is absent stays */
    Uni<JsonText> ofContact(Caller caller, UUID contact, Map<String, Object> change) {
        return carryOut(session -> query(session, CHANGE_CONTACT, caller, change)
                .setParameter("id", contact)
                .getSingleResult());
    }

    /** @param agent as {@code create_agent} takes it */
    Uni<JsonText> newAgent(Caller caller, Map<String, Object> agent) {
        return carryOut(session -> query(session, CREATE_AGENT, caller, agent)
                .setParameter("by", text(by(caller)))
                .getSingleResult());
    }

    /** @param contact as {@code create_contact} takes it */
    Uni<JsonText> newContact(Caller caller, Map<String, Object> contact) {
        return carryOut(
                session -> query(session, CREATE_CONTACT, caller, contact).getSingleResult());
    }

    private Uni<JsonText> carryOut(Function<Mutiny.Session, Uni<Object[]>> change) {
        // the refusal fails the transaction, too: nothing of a refused change stays
        return transactions.run(session -> change.apply(session).map(DirectoryChanges::answer));
    }

    private Mutiny.SelectionQuery<Object[]> query(
            Mutiny.Session session, String sql, Caller caller, Map<String, Object> change) {
        return session.createNativeQuery(sql, Object[].class)
                .setParameter("institution", caller.institution())
                .setParameter("change", text(change))
                .setParameter("now", Instant.now(clock));
    }

    private static JsonText answer(Object[] row) {
        if (row[0] != null) throw refusal((String) row[0]);
        return new JsonText((String) row[1]);
    }

    private static Refused refusal(String code) {
        return switch (code) {
            case "NOT_FOUND" -> Problem.NOT_FOUND.refused();
            case "ACTIVE_CONVERSATIONS" -> Problem.IN_USE.refused("The contact has active conversations");
            case "LAST_ADMIN" -> Problem.IN_USE.refused("The last active ADMIN cannot go");
            case "UNKNOWN_DEPARTMENT" -> Refused.field("departmentIds", "must all be departments");
            default -> throw new IllegalStateException(code);
        };
    }

    private static Map<String, Object> by(Caller caller) {
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("type", caller.kind());
        by.put("id", caller.id());
        by.put("name", caller.name());
        return by;
    }

    private String text(Map<String, Object> value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
