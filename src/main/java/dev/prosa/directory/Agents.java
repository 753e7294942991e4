package dev.prosa.directory;

import dev.prosa.platform.JsonText;
import dev.prosa.platform.PasswordHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changes to agents; what they held and may no longer hold goes back into the queue (R15). */
@Singleton
final class Agents {

    private final DirectoryChanges changes;
    private final PasswordHash passwords;

    Agents(DirectoryChanges changes, PasswordHash passwords) {
        this.changes = changes;
        this.passwords = passwords;
    }

    Uni<JsonText> change(Caller caller, UUID agent, AgentRequest request) {
        Map<String, Object> change = request.change();
        if (request.password() == null) return changes.ofAgent(caller, agent, change);
        return passwords
                .hash(request.password())
                .invoke(hash -> change.put("passwordHash", hash))
                .chain(() -> changes.ofAgent(caller, agent, change));
    }

    Uni<JsonText> place(Caller caller, UUID agent, List<UUID> departments) {
        return changes.ofAgent(caller, agent, Map.of("departmentIds", departments));
    }

    Uni<JsonText> delete(Caller caller, UUID agent) {
        return changes.ofAgent(caller, agent, Map.of("deleted", true));
    }
}
