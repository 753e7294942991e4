package dev.prosa.access.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.prosa.directory.Caller;
import dev.prosa.directory.Role;
import dev.prosa.directory.account.AgentAccount;
import dev.prosa.directory.account.AgentAccount.Named;
import java.util.List;
import java.util.UUID;

/** An agent as it sees itself. */
record AgentView(UUID id, String name, String email, Role role, List<Named> departments, Named institution)
        implements Me {

    static AgentView of(AgentAccount account) {
        return new AgentView(
                account.id(),
                account.name(),
                account.email(),
                account.role(),
                account.departments(),
                new Named(account.institution(), account.institutionName()));
    }

    @Override
    @JsonProperty
    public Caller.Kind type() {
        return Caller.Kind.AGENT;
    }
}
