package dev.prosa.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who asks, as the database knew it at this request: never as a token said. */
public record Caller(UUID institution, Kind kind, UUID id, String name, Role role, Set<Permission> permissions) {

    /** What a caller is, as {@code by.type} and {@code author.type} say it. */
    public enum Kind {
        AGENT,
        API_KEY
    }

    public boolean isAgent() {
        return kind == Kind.AGENT;
    }

    /** The agent whose departments bound what the caller may see, or null for one who sees all of the institution (R14). */
    public UUID viewerScope() {
        return role == null || role.viewsInstitution() ? null : id;
    }

    /** Who did it, as {@code by} and {@code author} show it: {@code {type, id, name}}, in this order. */
    public Map<String, Object> by() {
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("type", kind.name());
        by.put("id", id.toString());
        by.put("name", name);
        return by;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
