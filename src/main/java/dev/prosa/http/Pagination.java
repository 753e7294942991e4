package dev.prosa.http;

/**
 * Where a page of a list stands.
 *
 * @param nextCursor null on the last page
 * @param total null unless a page was asked for by its number
 * @param offset null unless a page was asked for by its number
 */
public record Pagination(int limit, String nextCursor, Long total, Long offset) {

    public static Pagination byCursor(int limit, String nextCursor) {
        return new Pagination(limit, nextCursor, null, null);
    }

    /** @param total null unless the page was asked for by its number */
    static Pagination of(Page page, String nextCursor, Long total) {
        return new Pagination(page.limit(), nextCursor, total, total == null ? null : page.offset());
    }
}
