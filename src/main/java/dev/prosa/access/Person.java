package dev.prosa.access;

import dev.prosa.directory.Caller;
import dev.prosa.directory.Permission;
import dev.prosa.directory.Role;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An active agent with the departments it belongs to, by name. */
record Person(
        UUID institution,
        String institutionName,
        UUID id,
        String name,
        String email,
        String passwordHash,
        Role role,
        List<Named> departments) {

    record Named(UUID id, String name) {}

    Caller caller() {
        Set<UUID> memberships = departments.stream().map(Named::id).collect(Collectors.toUnmodifiableSet());
        return new Caller(institution, Caller.Kind.AGENT, id, name, role, memberships, Permission.of(role));
    }
}
