package dev.prosa.http;

import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;

/** The parameters of every list that is walked by cursor or by page. */
public final class PageRequest {

    private static final int MOST = 100;

    @QueryParam("limit")
    @DefaultValue("20")
    String limit;

    @QueryParam("cursor")
    String cursor;

    @QueryParam("page")
    String page;

    /** @throws Refused naming every parameter that is wrong */
    public Page checked() {
        List<FieldError> errors = new ArrayList<>();
        Page checked = checked(errors);
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return checked;
    }

    /** What is wrong is added to the errors. */
    public Page checked(List<FieldError> errors) {
        Page checked = new Page(PageLimits.page(limit, MOST, errors), given(cursor), number(errors));
        if (checked.isNumbered() && checked.cursor() != null)
            errors.add(new FieldError("page", "cannot be combined with cursor"));
        return checked;
    }

    private Integer number(List<FieldError> errors) {
        if (given(page) == null) return null;
        try {
            int number = Integer.parseInt(page);
            if (number >= 1) return number;
        } catch (NumberFormatException e) {
            // reported below
        }
        errors.add(new FieldError("page", "must be a number, 1 or more"));
        return null;
    }

    private static String given(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
