package dev.prosa.queue;

import dev.prosa.conversation.model.Status;
import dev.prosa.directory.Caller;
import dev.prosa.http.Page;
import java.util.Set;
import java.util.UUID;

/**
 * What of the queue is asked for; null or empty: no matter.
 *
 * @param assignee whose conversations; {@code unassigned}: those of nobody
 * @param department of which department; {@code triage}: of none
 * @param text part of the contact's name, or the beginning of its phone
 */
record QueueQuery(
        Caller caller,
        Set<Status> statuses,
        UUID assignee,
        boolean unassigned,
        UUID department,
        boolean triage,
        UUID channel,
        UUID contact,
        boolean unread,
        String text,
        QueueSort sort,
        Page page) {

    boolean hasOneDepartment() {
        return department != null || triage;
    }

    /** What a cursor belongs to: everything but the page. */
    String fingerprint() {
        return String.join(
                "|",
                String.valueOf(caller.viewerScope()),
                statuses.stream().sorted().toList().toString(),
                assignee + "," + unassigned,
                department + "," + triage,
                String.valueOf(channel),
                String.valueOf(contact),
                String.valueOf(unread),
                String.valueOf(text),
                sort.name());
    }
}
