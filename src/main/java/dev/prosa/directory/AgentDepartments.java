package dev.prosa.directory;

import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The departments an agent belongs to before and after a change, among all there are.
 *
 * @param all of the institution, by name
 */
record AgentDepartments(List<UUID> all, Set<UUID> before, Set<UUID> after) {

    private static final String ALL =
            """
            select d.id from Department d where d.institution = :institution and d.deletedAt is null
            order by lower(d.name), d.id""";

    /** The transaction must keep departments from coming and going. */
    static Uni<List<UUID>> all(DirectoryTransaction tx) {
        return tx.query(ALL, UUID.class).getResultList();
    }

    AgentDepartments {
        if (!all.containsAll(after)) throw Refused.field("departmentIds", "must all be departments");
    }

    List<UUID> joined() {
        return after.stream().filter(id -> !before.contains(id)).toList();
    }

    Set<UUID> left() {
        return Set.copyOf(before.stream().filter(id -> !after.contains(id)).toList());
    }

    boolean isChange() {
        return !before.equals(after);
    }

    /** Those it belongs to now, by name. */
    List<UUID> byName() {
        return all.stream().filter(after::contains).toList();
    }

    static List<Membership> memberships(UUID institution, UUID agent, Collection<UUID> departments) {
        return departments.stream()
                .map(department -> new Membership(institution, department, agent))
                .toList();
    }
}
