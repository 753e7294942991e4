package dev.prosa.conversation.model;

import java.time.Instant;

/** The next state of a conversation while a rule writes it: what is not named stays as it was. */
final class Draft {

    private final ActiveConversation before;
    private DepartmentId department;
    private AgentId assignee;
    private long lastSeq;
    private long lastReadSeq;
    private long unreadCount;
    private Instant updatedAt;
    private Instant waitingSince;

    private Draft(ActiveConversation before) {
        this.before = before;
        department = before.department();
        assignee = before.assignee();
        lastSeq = before.lastSeq();
        lastReadSeq = before.lastReadSeq();
        unreadCount = before.unreadCount();
        updatedAt = before.updatedAt();
        waitingSince = before.waitingSince();
    }

    static Draft of(ActiveConversation before) {
        return new Draft(before);
    }

    /** Moves {@code updatedAt}, never backwards: clocks of several nodes differ. */
    Draft movedAt(Instant now) {
        updatedAt = now.isAfter(updatedAt) ? now : updatedAt;
        return this;
    }

    Draft in(DepartmentId departmentOrNullForTriage) {
        department = departmentOrNullForTriage;
        return this;
    }

    Draft assignedTo(AgentId agentOrNull) {
        assignee = agentOrNull;
        return this;
    }

    /** R9: the next seq, without a gap. */
    Draft withMessage() {
        lastSeq++;
        return this;
    }

    Draft readUpTo(long seq, long unreadAfterIt) {
        lastReadSeq = seq;
        unreadCount = unreadAfterIt;
        return this;
    }

    Draft allRead() {
        return readUpTo(lastSeq, 0);
    }

    Draft notWaiting() {
        waitingSince = null;
        return this;
    }

    /** The next state, {@code events} versions further. */
    ActiveConversation after(int events) {
        return new ActiveConversation(
                before.id(),
                before.channel(),
                before.contact(),
                department,
                assignee,
                lastSeq,
                lastReadSeq,
                unreadCount,
                before.createdAt(),
                updatedAt,
                waitingSince,
                before.previous(),
                before.version() + events);
    }

    /** The last state, one version further: it ends at {@code updatedAt}. */
    ClosedConversation closed() {
        return new ClosedConversation(
                before.id(),
                before.channel(),
                before.contact(),
                department,
                assignee,
                lastSeq,
                before.createdAt(),
                updatedAt,
                before.previous(),
                before.version() + 1);
    }
}
