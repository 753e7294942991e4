package dev.prosa.conversation.model;

import java.util.Objects;

/**
 * One thing that happened to a conversation, told as one event, or two by {@link Transferred}.
 *
 * <p>Each change carries the conversation as it was right after it; its version is one above the one before.
 */
public sealed interface Change {

    Conversation after();

    /** The conversation began: version 1, no message yet. */
    record Opened(Conversation after) implements Change {}

    /** A message with this seq was appended. */
    record MessageAppended(Conversation after, long seq, Direction direction) implements Change {}

    /** {@code lastReadSeq} advanced. */
    record Read(Conversation after) implements Change {}

    /** Somebody holds it now, or nobody if {@code after.assignee()} is null: it was given back. */
    record Assigned(Conversation after, AgentId previousAssignee) implements Change {}

    /**
     * It went to another department, another agent or back to its queue.
     *
     * <p>Across departments the version grows by two, because two events tell of it: {@code removed} in the old feed,
     * {@code transferred} in the new one; within a department by one.
     */
    record Transferred(Conversation after, DepartmentId fromDepartment, AgentId fromAssignee, String note)
            implements Change {

        public boolean acrossDepartments() {
            return !Objects.equals(fromDepartment, after.department());
        }

        /** The version that {@code removed} carries; it is told {@linkplain #acrossDepartments() across} only. */
        public long removedVersion() {
            return after.version() - 1;
        }
    }

    /** The conversation ended. */
    record Closed(Conversation after, String note) implements Change {}
}
