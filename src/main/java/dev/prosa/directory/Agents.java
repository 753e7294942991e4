package dev.prosa.directory;

import dev.prosa.http.JsonText;
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
        return withHash(request.change(), request.password())
                .chain(change -> changes.change(DirectoryCommand.AGENT, caller, agent, change));
    }

    Uni<JsonText> create(Caller caller, AgentRequest request) {
        return withHash(request.creation(), request.password())
                .chain(agent -> changes.create(DirectoryCommand.AGENT, caller, agent));
    }

    private Uni<Map<String, Object>> withHash(Map<String, Object> change, String password) {
        if (password == null) return Uni.createFrom().item(change);
        return passwords
                .hash(password)
                .invoke(hash -> change.put("passwordHash", hash))
                .replaceWith(change);
    }

    Uni<JsonText> place(Caller caller, UUID agent, List<UUID> departments) {
        return changes.change(DirectoryCommand.AGENT, caller, agent, Map.of("departmentIds", departments));
    }

    Uni<JsonText> delete(Caller caller, UUID agent) {
        return changes.delete(DirectoryCommand.AGENT, caller, agent);
    }
}
