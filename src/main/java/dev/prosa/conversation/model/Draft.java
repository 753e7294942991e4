package dev.prosa.conversation.model;

import java.time.Instant;

/** The next state of a conversation while a rule writes it: what is not named stays as it was. */
final class Draft {

    private final Conversation before;
    private DepartmentId department;
    private Status status;
    private AgentId assignee;
    private long lastSeq;
    private long lastReadSeq;
    private long unreadCount;
    private Instant updatedAt;
    private Instant waitingSince;
    private Instant closedAt;

    private Draft(Conversation before) {
        this.before = before;
        department = before.department();
        status = before.status();
        assignee = before.assignee();
        lastSeq = before.lastSeq();
        lastReadSeq = before.lastReadSeq();
        unreadCount = before.unreadCount();
        updatedAt = before.updatedAt();
        waitingSince = before.waitingSince();
        closedAt = before.closedAt();
    }

    static Draft of(Conversation before) {
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

    /** R3: somebody holds it if and only if it is OPEN. */
    Draft heldBy(AgentId agentOrNull) {
        assignee = agentOrNull;
        status = agentOrNull == null ? Status.PENDING : Status.OPEN;
        return this;
    }

    /** R9: the next seq, without a gap. */
    Draft withMessage() {
        lastSeq++;
        return this;
    }

    Draft unreadMessage() {
        unreadCount++;
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

    /** The contact waits, since an earlier message if there is one. */
    Draft waitingSince(Instant now) {
        waitingSince = waitingSince == null ? now : waitingSince;
        return this;
    }

    Draft notWaiting() {
        waitingSince = null;
        return this;
    }

    Draft closed() {
        status = Status.CLOSED;
        closedAt = updatedAt;
        return this;
    }

    /** The next state, {@code events} versions further. */
    Conversation after(int events) {
        return new Conversation(
                before.id(),
                before.channel(),
                before.contact(),
                department,
                status,
                assignee,
                lastSeq,
                lastReadSeq,
                unreadCount,
                before.createdAt(),
                updatedAt,
                waitingSince,
                closedAt,
                before.previous(),
                before.version() + events);
    }
}
