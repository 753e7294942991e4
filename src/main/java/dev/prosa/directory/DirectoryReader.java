package dev.prosa.directory;

import dev.prosa.concurrent.Uncancellable;
import dev.prosa.http.Cursor;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.http.Page;
import dev.prosa.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the directory of one institution: one entry by id, many by name. */
@Singleton
final class DirectoryReader {

    private record Row(JsonText json, String sortName, String id) {}

    /** What one page needs to know; its rows are ordered by (lower(name), id). */
    private record Search(DirectoryTable entry, UUID institution, ListFilter filter, Page page) {

        String fingerprint() {
            return entry + "\n" + filter.fingerprint();
        }

        ListFilter place() {
            if (page.cursor() == null) return filter;
            Cursor after = Cursor.read(page.cursor(), fingerprint(), 2);
            return filter.and("lower(e.name) >= :after", "after", String.valueOf(after.value(0)))
                    .and("(lower(e.name) > :after or e.id > :afterId)", "afterId", after.uuid(1));
        }

        Cursor after(Row row) {
            return Cursor.of(fingerprint(), row.sortName(), row.id());
        }
    }

    private final Mutiny.SessionFactory sessions;

    DirectoryReader(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** @throws dev.prosa.problem.Refused NOT_FOUND, also for what is another institution's */
    Uni<JsonText> get(DirectoryTable entry, Caller caller, UUID id) {
        String sql = entry.select(entry.asText()) + " and e.id = :id";
        return read(session -> session.createNativeQuery(sql, String.class)
                        .setParameter("institution", caller.institution())
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(Problem.NOT_FOUND::refused)
                .map(JsonText::new);
    }

    Uni<ListPage<JsonText>> list(DirectoryTable entry, Caller caller, ListFilter filter, Page page) {
        Search search = new Search(entry, caller.institution(), filter, page);
        return page.isNumbered() ? count(search).chain(total -> page(search, total)) : page(search, null);
    }

    private Uni<ListPage<JsonText>> page(Search search, Long total) {
        return rows(search)
                .map(rows -> ListPage.of(rows, search.page(), total, search::after))
                .map(page -> page.map(Row::json));
    }

    private Uni<List<Row>> rows(Search search) {
        ListFilter place = search.place();
        String sql = search.entry().select(search.entry().asText() + ", lower(e.name), cast(e.id as text)")
                + place.conditions() + " order by lower(e.name), e.id limit :rows offset :skipped";
        return read(session -> with(place, search, session.createNativeQuery(sql, Object[].class))
                        .setParameter("rows", search.page().limit() + 1)
                        .setParameter("skipped", search.page().offset())
                        .getResultList())
                .map(DirectoryReader::toRows);
    }

    private Uni<Long> count(Search search) {
        String sql = search.entry().select("count(*)") + search.filter().conditions();
        return read(session -> with(search.filter(), search, session.createNativeQuery(sql, Long.class))
                .getSingleResult());
    }

    private <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return Uncancellable.of(() -> sessions.withSession(work));
    }

    private static <T> Mutiny.SelectionQuery<T> with(ListFilter filter, Search search, Mutiny.SelectionQuery<T> query) {
        query.setParameter("institution", search.institution());
        for (Map.Entry<String, Object> parameter : filter.parameters().entrySet())
            query.setParameter(parameter.getKey(), parameter.getValue());
        return query;
    }

    private static List<Row> toRows(List<Object[]> rows) {
        return rows.stream()
                .map(r -> new Row(new JsonText((String) r[0]), (String) r[1], (String) r[2]))
                .toList();
    }
}
