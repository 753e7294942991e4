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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes the directory, each change with its events in one transaction: one call of a function of {@code db/functions/directory}. */
@Singleton
final class DirectoryChanges {

    private final Transactions transactions;
    private final ObjectMapper json;
    private final Clock clock;

    DirectoryChanges(Transactions transactions, ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** @param made as the function takes it */
    Uni<JsonText> create(Changing what, Caller caller, Map<String, Object> made) {
        return carryOut(what.creation(), parameters(what, caller, made));
    }

    /** @param change as the function takes it: what is absent stays */
    Uni<JsonText> change(Changing what, Caller caller, UUID id, Map<String, Object> change) {
        Map<String, Object> parameters = parameters(what, caller, change);
        parameters.put("id", id);
        return carryOut(what.change(), parameters);
    }

    Uni<JsonText> delete(Changing what, Caller caller, UUID id) {
        return change(what, caller, id, Map.of("deleted", true));
    }

    private Map<String, Object> parameters(Changing what, Caller caller, Map<String, Object> change) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("institution", caller.institution());
        parameters.put("change", text(change));
        parameters.put("now", clock.instant());
        if (what.isByCaller()) parameters.put("by", text(caller.by()));
        return parameters;
    }

    private Uni<JsonText> carryOut(String sql, Map<String, Object> parameters) {
        // the refusal fails the transaction, too: nothing of a refused change stays
        return transactions.run(session ->
                with(parameters, session.createNativeQuery(sql, Object[].class)).map(DirectoryChanges::answer));
    }

    private static Uni<Object[]> with(Map<String, Object> parameters, Mutiny.SelectionQuery<Object[]> query) {
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    private static JsonText answer(Object[] row) {
        if (row[0] != null) throw refusal((String) row[0]);
        return new JsonText((String) row[1]);
    }

    private static Refused refusal(String code) {
        return switch (code) {
            case "NOT_FOUND" -> Problem.NOT_FOUND.refused();
            case "ACTIVE_CONVERSATIONS" -> Problem.IN_USE.refused("It has active conversations");
            case "CHANNELS" -> Problem.IN_USE.refused("Channels lead to the department");
            case "LAST_ADMIN" -> Problem.IN_USE.refused("The last active ADMIN cannot go");
            case "UNKNOWN_DEPARTMENT" -> Refused.field("departmentIds", "must all be departments");
            default -> throw new IllegalStateException(code);
        };
    }

    private String text(Map<String, Object> value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
