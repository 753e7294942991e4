package dev.prosa.queue;

import dev.prosa.conversation.model.Status;
import dev.prosa.directory.Caller;
import dev.prosa.http.PageRequest;
import dev.prosa.problem.Ids;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The filters of the queue as they are asked for; all of them combine. */
public final class QueueParams {

    private static final int LONGEST_TEXT = 255;

    @QueryParam("status")
    List<String> status;

    @QueryParam("assignedTo")
    String assignedTo;

    @QueryParam("departmentId")
    String departmentId;

    @QueryParam("channelId")
    String channelId;

    @QueryParam("contactId")
    String contactId;

    @QueryParam("unread")
    String unread;

    @QueryParam("q")
    String q;

    @QueryParam("sort")
    @DefaultValue("-updatedAt")
    String sort;

    private final List<FieldError> errors = new ArrayList<>();

    /** @throws Refused naming every parameter that is wrong */
    QueueQuery checked(Caller caller, PageRequest page) {
        boolean unassigned = "none".equals(assignedTo);
        boolean triage = "none".equals(departmentId);
        QueueQuery query = new QueueQuery(
                caller,
                statuses(),
                unassigned ? null : assignee(caller),
                unassigned,
                triage ? null : id("departmentId", departmentId),
                triage,
                id("channelId", channelId),
                id("contactId", contactId),
                isUnread(),
                text(),
                order(),
                page.checked(errors));
        if (!errors.isEmpty()) throw Refused.fields(errors);
        return query;
    }

    private Set<Status> statuses() {
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (String name : status == null ? List.<String>of() : status) {
            try {
                statuses.add(Status.valueOf(name));
            } catch (IllegalArgumentException e) {
                error("status", "must be PENDING, OPEN or CLOSED");
            }
        }
        return statuses;
    }

    private UUID assignee(Caller caller) {
        return "me".equals(assignedTo) ? caller.id() : id("assignedTo", assignedTo);
    }

    private boolean isUnread() {
        if (unread != null && !unread.equals("true") && !unread.equals("false"))
            error("unread", "must be true or false");
        return "true".equals(unread);
    }

    private String text() {
        if (q != null && q.codePointCount(0, q.length()) > LONGEST_TEXT) error("q", "must be at most 255 characters");
        return q == null || q.isEmpty() ? null : q;
    }

    private QueueSort order() {
        return QueueSort.ofWire(sort).orElseGet(() -> {
            error("sort", "must be -updatedAt, updatedAt or waitingSince");
            return QueueSort.LATEST_FIRST;
        });
    }

    private UUID id(String name, String value) {
        try {
            return value == null || value.isEmpty() ? null : Ids.parse(value);
        } catch (IllegalArgumentException e) {
            error(name, "must be an id");
            return null;
        }
    }

    private void error(String parameter, String message) {
        errors.add(new FieldError(parameter, message));
    }
}
