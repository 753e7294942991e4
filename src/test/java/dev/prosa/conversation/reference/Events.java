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
import java.util.Objects;
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
        if (change instanceof Transferred moved && !Objects.equals(moved.fromDepartment(), department)) {
            add(
                    moved.fromDepartment(),
                    "conversation.removed",
                    change,
                    moved.after().version() - 1);
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
        return change.accept(TYPES);
    }

    private static final Change.Visitor<String> TYPES = new Change.Visitor<>() {
        @Override
        public String opened(Opened change) {
            return "conversation.created";
        }

        @Override
        public String messageAppended(MessageAppended change) {
            return "message.created";
        }

        @Override
        public String read(Read change) {
            return "conversation.unread";
        }

        @Override
        public String assigned(Assigned change) {
            return "conversation.assigned";
        }

        @Override
        public String transferred(Transferred change) {
            return "conversation.transferred";
        }

        @Override
        public String closed(Closed change) {
            return "conversation.closed";
        }
    };
}
