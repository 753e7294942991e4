package dev.prosa.http;

import java.util.List;
import java.util.function.Function;

/** The envelope of every list. */
public record ListPage<T>(List<T> data, Pagination pagination) {

    /**
     * A page, made from one row more than it shows: the extra row means that there is a next page.
     *
     * @param rows up to {@code limit + 1}
     * @param cursor the cursor that continues after a row
     */
    public static <T> ListPage<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        return of(rows, new Page(limit, null, null), null, cursor);
    }

    /** @param total how many rows there are on all pages; null unless the page was asked for by its number */
    public static <T> ListPage<T> of(List<T> rows, Page page, Long total, Function<T, Cursor> cursor) {
        boolean last = rows.size() <= page.limit();
        List<T> shown = last ? rows : rows.subList(0, page.limit());
        String next = last ? null : cursor.apply(rows.get(page.limit() - 1)).text();
        return new ListPage<>(shown, Pagination.of(page, next, total));
    }

    /** The same page with its rows as they are shown. */
    public <S> ListPage<S> map(Function<T, S> shown) {
        return new ListPage<>(data.stream().map(shown).toList(), pagination);
    }
}
