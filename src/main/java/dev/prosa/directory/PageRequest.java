package dev.prosa.directory;

import dev.prosa.platform.Refused;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** Which part of a list is asked for: what follows a cursor, or a page by its number from 1. */
public final class PageRequest {

    @QueryParam("limit")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int limit;

    @QueryParam("cursor")
    String cursor;

    @QueryParam("page")
    @Min(1)
    Integer page;

    /** @throws Refused if both a cursor and a page are given */
    PageRequest checked() {
        if (cursor != null && page != null) throw Refused.field("page", "cannot be combined with cursor");
        return this;
    }

    long offset() {
        return page == null ? 0 : (page - 1L) * limit;
    }
}
