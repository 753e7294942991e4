package dev.prosa.directory;

import dev.prosa.concurrent.Uncancellable;
import dev.prosa.http.Cursor;
import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the directory of one institution: one entry by id, many by name. */
@Singleton
public final class DirectoryReader {

    private static final String BY_NAME = " order by lower(e.name), e.id";

    private static final String DEPARTMENTS =
            """
            select m.agent, d.id from Membership m
            join Department d on d.institution = m.institution and d.id = m.department
            where m.institution = :institution and m.agent in :agents
            order by lower(d.name), d.id""";

    private final Mutiny.SessionFactory sessions;

    DirectoryReader(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** What one page needs to know; its rows are ordered by (lower(name), id). */
    private record Search<E extends DirectoryEntry>(Class<E> type, UUID institution, ListFilter filter, Page page) {

        String fingerprint() {
            return type.getSimpleName() + "\n" + filter.fingerprint();
        }

        ListFilter fromCursorOn() {
            if (page.cursor() == null) return filter;
            Cursor after = Cursor.read(page.cursor(), fingerprint(), 2);
            return filter.and("lower(e.name) >= lower(:after)", "after", String.valueOf(after.value(0)))
                    .and("(lower(e.name) > lower(:after) or e.id > :afterId)", "afterId", after.uuid(1));
        }

        Cursor after(E last) {
            return Cursor.of(fingerprint(), last.name(), last.id().toString());
        }

        String hql(String selection, ListFilter conditions) {
            return selection + " from " + type.getSimpleName()
                    + " e where e.institution = :institution and e.deletedAt is null" + conditions.hql();
        }
    }

    /** @throws dev.prosa.problem.Refused NOT_FOUND, also for what is another institution's */
    public <E extends DirectoryEntry> Uni<E> get(Class<E> type, Caller caller, UUID id) {
        return read(session -> session.find(type, new DirectoryEntry.Key(caller.institution(), id)))
                .map(found -> found == null || found.isDeleted() ? null : found)
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused);
    }

    public <E extends DirectoryEntry> Uni<ListPage<E>> list(
            Class<E> type, Caller caller, ListFilter filter, Page page) {
        Search<E> search = new Search<>(type, caller.institution(), filter, page);
        return page.isNumbered() ? count(search).chain(total -> page(search, total)) : page(search, null);
    }

    private <E extends DirectoryEntry> Uni<ListPage<E>> page(Search<E> search, Long total) {
        return rows(search).map(rows -> ListPage.of(rows, search.page(), total, search::after));
    }

    private <E extends DirectoryEntry> Uni<List<E>> rows(Search<E> search) {
        ListFilter conditions = search.fromCursorOn();
        String hql = search.hql("select e", conditions) + BY_NAME;
        return read(session -> with(conditions, search, session.createSelectionQuery(hql, search.type()))
                .setMaxResults(search.page().limit() + 1)
                .setFirstResult(search.page().firstRow())
                .getResultList());
    }

    private Uni<Long> count(Search<?> search) {
        String hql = search.hql("select count(e)", search.filter());
        return read(session -> with(search.filter(), search, session.createSelectionQuery(hql, Long.class))
                .getSingleResult());
    }

    /** The departments of each agent that has some, by name. */
    Uni<Map<UUID, List<UUID>>> departments(Caller caller, Collection<Agent> agents) {
        List<UUID> ids = agents.stream().map(Agent::id).toList();
        return read(session -> session.createSelectionQuery(DEPARTMENTS, Object[].class)
                        .setParameter("institution", caller.institution())
                        .setParameter("agents", ids)
                        .getResultList())
                .map(DirectoryReader::byAgent);
    }

    private static Map<UUID, List<UUID>> byAgent(List<Object[]> memberships) {
        return memberships.stream()
                .collect(Collectors.groupingBy(
                        row -> (UUID) row[0], Collectors.mapping(row -> (UUID) row[1], Collectors.toList())));
    }

    private <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return Uncancellable.of(() -> sessions.withSession(work));
    }

    private static <T> Mutiny.SelectionQuery<T> with(
            ListFilter filter, Search<?> search, Mutiny.SelectionQuery<T> query) {
        query.setParameter("institution", search.institution());
        for (Map.Entry<String, Object> parameter : filter.parameters().entrySet())
            query.setParameter(parameter.getKey(), parameter.getValue());
        return query;
    }
}
