package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.Closed;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import dev.prosa.conversation.model.DepartmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Collects what a step has to append to each feed: type and id of conversation or agent, and the version. */
final class Events {

    private final Map<UUID, List<String>> byFeed = new HashMap<>();
    private final Function<DepartmentId, UUID> feedOf;

    Events(Function<DepartmentId, UUID> feedOf) {
        this.feedOf = feedOf;
    }

    static String text(String type, String id, String version) {
        return String.join(" ", type, id, version);
    }

    void of(Change change) {
        DepartmentId department = change.after().department();
        if (change instanceof Transferred moved && moved.acrossDepartments()) {
            add(moved.fromDepartment(), "conversation.removed", change, moved.removedVersion());
        }
        add(department, type(change), change, change.after().version());
    }

    void ofAgent(String type, UUID agent, UUID feed) {
        byFeed.computeIfAbsent(feed, any -> new ArrayList<>()).add(text(type, agent.toString(), ""));
    }

    Map<UUID, List<String>> byFeed() {
        return byFeed;
    }

    private void add(DepartmentId departmentOrNull, String type, Change change, long version) {
        byFeed.computeIfAbsent(feedOf.apply(departmentOrNull), any -> new ArrayList<>())
                .add(text(type, change.after().id().value().toString(), String.valueOf(version)));
    }

    private static String type(Change change) {
        if (change instanceof Opened) return "conversation.created";
        if (change instanceof MessageAppended) return "message.created";
        if (change instanceof Read) return "conversation.unread";
        if (change instanceof Assigned) return "conversation.assigned";
        if (change instanceof Transferred) return "conversation.transferred";
        if (change instanceof Closed) return "conversation.closed";
        throw new IllegalArgumentException("no event tells of " + change);
    }
}
