package dev.prosa.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An agent to make, or what of one is to change: then what is absent or null stays. */
record AgentRequest(
        @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE) String name,
        @Pattern(regexp = FieldFormats.EMAIL, message = FieldFormats.EMAIL_MESSAGE) String email,
        @Pattern(regexp = FieldFormats.PASSWORD, message = FieldFormats.PASSWORD_MESSAGE) String password,
        Role role,
        Boolean active,
        @Size(max = 1000) List<@NotNull UUID> departmentIds) {

    /** As {@code change_agent} takes it, but for the password's hash. */
    Map<String, Object> change() {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("name", name);
        change.put("email", email);
        change.put("role", role);
        change.put("active", active);
        change.put("departmentIds", departmentIds);
        change.values().removeIf(value -> value == null);
        return change;
    }

    /** As {@code create_agent} takes it, but for the password's hash. */
    Map<String, Object> creation() {
        Map<String, Object> agent = FieldFormats.required(change(), "name", "email");
        agent.putIfAbsent("role", Role.AGENT);
        return agent;
    }
}
