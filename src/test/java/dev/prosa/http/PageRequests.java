package dev.prosa.http;

/** Pages as they are asked for. */
public final class PageRequests {

    private PageRequests() {}

    /** Without any of the parameters. */
    public static PageRequest usual() {
        return of("20", null, null);
    }

    static PageRequest of(String limit, String cursor, String page) {
        PageRequest request = new PageRequest();
        request.limit = limit;
        request.cursor = cursor;
        request.page = page;
        return request;
    }
}
