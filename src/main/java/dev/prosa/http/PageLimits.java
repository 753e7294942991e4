package dev.prosa.http;

import dev.prosa.problem.Refused.FieldError;
import java.util.List;

/** How many rows a page may have. */
public final class PageLimits {

    private PageLimits() {}

    /** The limit, from 1 to {@code most}; anything else adds to the errors. */
    public static int page(String limit, int most, List<FieldError> errors) {
        try {
            int rows = Integer.parseInt(limit);
            if (rows >= 1 && rows <= most) return rows;
        } catch (NumberFormatException e) {
            // reported below
        }
        errors.add(new FieldError("limit", "must be a number from 1 to " + most));
        return most;
    }
}
