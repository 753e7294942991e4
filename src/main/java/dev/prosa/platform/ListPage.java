package dev.prosa.platform;

import java.util.List;
import java.util.function.Function;

/** The envelope of every list. */
public record ListPage<T>(List<T> data, Pagination pagination) {

    /**
     * A page out of one row more than it holds, which tells whether there is a next one.
     *
     * @param rows up to {@code limit + 1}
     * @param cursor the cursor that continues after a row
     */
    public static <T> ListPage<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
        boolean last = rows.size() <= limit;
        List<T> page = last ? rows : rows.subList(0, limit);
        String next = last ? null : cursor.apply(rows.get(limit - 1)).text();
        return new ListPage<>(page, Pagination.byCursor(limit, next));
    }
}
