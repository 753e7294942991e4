package dev.prosa.directory;

import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Departments come, go and get other names; their feeds say whose rights begin and end with them. */
@Singleton
final class Departments {

    private static final String SAME_NAME =
            """
            select count(d) from Department d
            where d.institution = :institution and lower(d.name) = lower(:name) and d.deletedAt is null and d.id <> :id""";

    private final DirectoryTransactions transactions;

    Departments(DirectoryTransactions transactions) {
        this.transactions = transactions;
    }

    Uni<DepartmentResponse> create(Caller caller, DepartmentRequest request) {
        return transactions.run(caller, tx -> create(tx, request.name()));
    }

    private static Uni<DepartmentResponse> create(DirectoryTransaction tx, String name) {
        Department department = new Department(tx.institution(), name, tx.now());
        return tx.keepRights()
                .chain(() -> nameMustBeFree(tx, name, department.id()))
                .chain(() -> tx.session().persist(department))
                .chain(() -> save(tx))
                .chain(() -> DepartmentViewer.of(tx, department.id()))
                .chain(viewers -> tx.append(rightsBegin(department.id(), viewers)))
                .replaceWith(() -> DepartmentResponse.of(department));
    }

    private static List<DirectoryEvent> rightsBegin(UUID department, List<DepartmentViewer> viewers) {
        return viewers.stream()
                .map(agent -> DirectoryEvent.agentAdded(department, agent.id(), agent.name()))
                .toList();
    }

    /** Nothing is appended: who shows the names of departments looks them up. */
    Uni<DepartmentResponse> change(Caller caller, UUID id, DepartmentRequest request) {
        return transactions.run(caller, tx -> change(tx, id, request.name()));
    }

    private static Uni<DepartmentResponse> change(DirectoryTransaction tx, UUID id, String nameOrNull) {
        return tx.lock(Department.class, id)
                .call(department -> rename(tx, department, nameOrNull))
                .map(DepartmentResponse::of);
    }

    private static Uni<Void> rename(DirectoryTransaction tx, Department department, String nameOrNull) {
        if (nameOrNull == null) return Uni.createFrom().voidItem();
        return nameMustBeFree(tx, nameOrNull, department.id())
                .invoke(() -> department.rename(nameOrNull))
                .chain(() -> save(tx));
    }

    Uni<DepartmentResponse> delete(Caller caller, UUID id) {
        return transactions.run(caller, tx -> new DepartmentDeletion(tx, id).carryOut());
    }

    private static Uni<Void> nameMustBeFree(DirectoryTransaction tx, String name, UUID id) {
        return tx.query(SAME_NAME, Long.class)
                .setParameter("name", name)
                .setParameter("id", id)
                .getSingleResult()
                .invoke(Departments::mustBeNone)
                .replaceWithVoid();
    }

    private static void mustBeNone(long others) {
        if (others > 0) throw nameExists();
    }

    /** Of two that save the same name at once the index refuses the second. */
    private static Uni<Void> save(DirectoryTransaction tx) {
        return tx.session().flush().onFailure(Violation::isUnique).transform(taken -> nameExists());
    }

    private static Refused nameExists() {
        return Problem.ALREADY_EXISTS.refused("A department of this name exists already");
    }
}
