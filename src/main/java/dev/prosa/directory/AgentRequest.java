package dev.prosa.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An agent to create, or what of one is to change: then what is absent or null stays. */
record AgentRequest(
        @NotNull(groups = Creation.Required.class)
                @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE)
                String name,
        @NotNull(groups = Creation.Required.class)
                @Pattern(regexp = FieldFormats.EMAIL, message = FieldFormats.EMAIL_MESSAGE)
                String email,
        @Pattern(regexp = FieldFormats.PASSWORD, message = FieldFormats.PASSWORD_MESSAGE) String password,
        Role role,
        Boolean active,
        @Size(max = 1000) List<@NotNull UUID> departmentIds) {

    AgentChange change(String passwordHash) {
        return new AgentChange(name, email, passwordHash, role, active, departments(), false);
    }

    Role roleOrUsual() {
        return role == null ? Role.AGENT : role;
    }

    /** Null if they are to stay. */
    private Set<UUID> departments() {
        return departmentIds == null ? null : new LinkedHashSet<>(departmentIds);
    }

    Set<UUID> departmentsOrNone() {
        return departmentIds == null ? Set.of() : departments();
    }
}
