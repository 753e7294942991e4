package dev.prosa.access.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.prosa.directory.AgentAccount;
import dev.prosa.directory.AgentAccount.Named;
import dev.prosa.directory.Caller;
import dev.prosa.directory.Role;
import java.util.List;
import java.util.UUID;

/** An agent as it sees itself. */
record AgentView(UUID id, String name, String email, Role role, List<Named> departments, Named institution)
        implements Me {

    static AgentView of(AgentAccount person) {
        return new AgentView(
                person.id(),
                person.name(),
                person.email(),
                person.role(),
                person.departments(),
                new Named(person.institution(), person.institutionName()));
    }

    @Override
    @JsonProperty
    public Caller.Kind type() {
        return Caller.Kind.AGENT;
    }
}
