package dev.prosa.conversation.model;

/**
 * One thing that happened to a conversation. It is emitted as one event, {@link Transferred} across departments as two.
 *
 * <p>Each change carries the conversation as it was right after it; its version is one above the one before.
 */
public sealed interface Change {

    Conversation after();

    <T> T accept(Visitor<T> visitor);

    /** One method for each kind of change, so that a new kind does not compile until everybody has looked at it. */
    interface Visitor<T> {

        T opened(Opened change);

        T messageAppended(MessageAppended change);

        T read(Read change);

        T assigned(Assigned change);

        T transferred(Transferred change);

        T closed(Closed change);
    }

    /** The conversation began: version 1, no message yet. */
    record Opened(ActiveConversation after) implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.opened(this);
        }
    }

    /** A message was appended; its seq is {@code after.lastSeq()}. */
    record MessageAppended(ActiveConversation after) implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.messageAppended(this);
        }
    }

    /** {@code lastReadSeq} advanced. */
    record Read(ActiveConversation after) implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.read(this);
        }
    }

    /** It has another assignee now, or none if {@code after.assignee()} is null: it was returned to the queue. */
    record Assigned(ActiveConversation after, AgentId previousAssignee) implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.assigned(this);
        }
    }

    /**
     * It went to another department, another agent or back to its queue.
     *
     * <p>Across departments the version grows by two, because there are two events: {@code removed} in the old feed,
     * {@code transferred} in the new one; within a department by one.
     */
    record Transferred(ActiveConversation after, DepartmentId fromDepartment, AgentId fromAssignee, String note)
            implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.transferred(this);
        }
    }

    /** The conversation ended. */
    record Closed(ClosedConversation after, String note) implements Change {

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.closed(this);
        }
    }
}
