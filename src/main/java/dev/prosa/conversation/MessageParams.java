package dev.prosa.conversation;

import dev.prosa.http.PageLimits;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;

/** Which messages of a conversation: the newest, or those just below or just above a seq. */
public final class MessageParams {

    private static final int MOST = 500;

    @QueryParam("before")
    String before;

    @QueryParam("after")
    String after;

    @QueryParam("limit")
    @DefaultValue("50")
    String limit;

    private final List<FieldError> errors = new ArrayList<>();

    /** @param upwards from {@code seq} to higher ones, else to lower ones */
    record Range(boolean upwards, long seq, int limit) {}

    /** @throws Refused naming every parameter that is wrong */
    Range checked() {
        if (before != null && after != null)
            errors.add(new FieldError("after", "cannot be given together with before"));
        boolean upwards = after != null;
        long seq = upwards ? seq("after", after) : before == null ? Long.MAX_VALUE : seq("before", before);
        Range range = new Range(upwards, seq, PageLimits.page(limit, MOST, errors));
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return range;
    }

    private long seq(String name, String value) {
        try {
            long seq = Long.parseLong(value);
            if (seq >= 0) return seq;
        } catch (NumberFormatException e) {
            // reported below
        }
        errors.add(new FieldError(name, "must be a seq, 0 or more"));
        return 0;
    }
}
