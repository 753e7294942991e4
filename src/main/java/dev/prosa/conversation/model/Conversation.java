package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Decision.accept;
import static dev.prosa.conversation.model.Decision.refuse;
import static dev.prosa.conversation.model.Refusal.AGENT_NOT_IN_DEPARTMENT;
import static dev.prosa.conversation.model.Refusal.ALREADY_ASSIGNED;
import static dev.prosa.conversation.model.Refusal.CONVERSATION_CLOSED;

import dev.prosa.conversation.model.Author.AgentAuthor;
import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.Closed;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import java.time.Instant;
import java.util.Objects;

/**
 * A conversation at one version, and what each command does to it; a closed one refuses all but reading.
 *
 * <p>Invariants: OPEN if and only if somebody holds it, unless CLOSED; {@code closedAt} if and only if CLOSED, and then
 * nothing is unread and nobody waits; unread messages lie between {@code lastReadSeq} and {@code lastSeq}.
 *
 * @param department whose queue it is in, or null for triage
 * @param assignee who holds it, or held it when it was closed, or null
 * @param lastSeq seq of the last message, 0 without one
 * @param waitingSince time of the oldest inbound message no agent has answered, or null
 * @param previous the closed conversation it follows, or null
 */
public record Conversation(
        ConversationId id,
        ChannelId channel,
        ContactId contact,
        DepartmentId department,
        Status status,
        AgentId assignee,
        long lastSeq,
        long lastReadSeq,
        long unreadCount,
        Instant createdAt,
        Instant updatedAt,
        Instant waitingSince,
        Instant closedAt,
        ConversationId previous,
        long version) {

    public Conversation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        boolean closed = Objects.requireNonNull(status, "status") == Status.CLOSED;
        require(closed || (status == Status.OPEN) == (assignee != null), "OPEN if and only if assigned");
        require(closed == (closedAt != null), "closedAt if and only if CLOSED");
        require(!closed || unreadCount == 0 && waitingSince == null, "CLOSED is read and waits for nobody");
        require(0 <= lastReadSeq && lastReadSeq <= lastSeq, "lastReadSeq from 0 to lastSeq");
        require(0 <= unreadCount && unreadCount <= lastSeq - lastReadSeq, "unread lie after lastReadSeq");
    }

    public boolean isClosed() {
        return status == Status.CLOSED;
    }

    /** A message of the contact arrives; refused on a closed one, whose caller opens a new one (R5). */
    public Decision receive(Instant now) {
        return isClosed() ? refuse(CONVERSATION_CLOSED) : accept(received(now));
    }

    /** R6: an agent's reply takes what nobody holds, if that agent may be assigned; a program's never does. */
    public Decision reply(Author.Sender author, Instant now) {
        if (isClosed()) return refuse(CONVERSATION_CLOSED);
        return author instanceof AgentAuthor by ? repliedBy(by.agent(), now) : accept(sentByApiKey(now));
    }

    /** Gives it to an agent, or back to the queue with null; to its holder again: changes nothing. */
    public Decision assign(Agent agentOrNull, Instant now) {
        if (isClosed()) return refuse(CONVERSATION_CLOSED);
        if (agentOrNull == null) return assigned(null, now);
        return agentOrNull.mayBeAssignedIn(department)
                ? assigned(agentOrNull.id(), now)
                : refuse(AGENT_NOT_IN_DEPARTMENT);
    }

    /** Assigns, but takes it from nobody but {@code expectedHolder}; null expects that nobody holds it. */
    public Decision assignExpecting(AgentId expectedHolder, Agent agentOrNull, Instant now) {
        boolean heldByAnother = assignee != null && !assignee.equals(expectedHolder);
        return heldByAnother && !isClosed() ? refuse(ALREADY_ASSIGNED) : assign(agentOrNull, now);
    }

    /** R15: its holder leaves; the same as being given back. */
    public Decision unassigned(Instant now) {
        return assign(null, now);
    }

    /** R7; one that ends where and with whom it is already changes nothing, and its note is not kept. */
    public Decision transfer(Destination to, Instant now) {
        if (isClosed()) return refuse(CONVERSATION_CLOSED);
        if (!to.isOpenToItsAgentFrom(department)) return refuse(AGENT_NOT_IN_DEPARTMENT);
        return isAt(to) ? accept() : accept(transferred(to, now));
    }

    /** R8: ends it for good; department and assignee stay. */
    public Decision close(String noteOrNull, Instant now) {
        if (isClosed()) return refuse(CONVERSATION_CLOSED);
        Draft ended = Draft.of(this).allRead().notWaiting().movedAt(now).closed();
        return accept(new Closed(ended.after(1), noteOrNull));
    }

    /**
     * R10: marks read up to a seq, only forwards; on a closed one, or not above {@code lastReadSeq}, changes nothing.
     *
     * @param upToSeq above the last seq it means the last one
     * @param inboundAfter how many inbound messages have a seq above {@code upToSeq}
     */
    public Decision read(long upToSeq, long inboundAfter) {
        long effective = Math.min(upToSeq, lastSeq);
        if (isClosed() || effective <= lastReadSeq) return accept();
        return accept(new Read(Draft.of(this).readUpTo(effective, inboundAfter).after(1)));
    }

    public Decision readAll() {
        return read(lastSeq, 0);
    }

    MessageAppended received(Instant now) {
        Draft next = Draft.of(this).withMessage().unreadMessage().waitingSince(now);
        return appended(next.movedAt(now), Direction.INBOUND);
    }

    MessageAppended sentByAgent(Instant now) {
        Draft next = Draft.of(this).withMessage().allRead().notWaiting();
        return appended(next.movedAt(now), Direction.OUTBOUND);
    }

    MessageAppended sentByApiKey(Instant now) {
        return appended(Draft.of(this).withMessage().movedAt(now), Direction.OUTBOUND);
    }

    private static MessageAppended appended(Draft next, Direction direction) {
        Conversation after = next.after(1);
        return new MessageAppended(after, after.lastSeq(), direction);
    }

    private Decision repliedBy(Agent agent, Instant now) {
        if (status != Status.PENDING || !agent.mayBeAssignedIn(department)) return accept(sentByAgent(now));
        Assigned taken = givenTo(agent.id(), now);
        return accept(taken, taken.after().sentByAgent(now));
    }

    private Decision assigned(AgentId holder, Instant now) {
        return Objects.equals(assignee, holder) ? accept() : accept(givenTo(holder, now));
    }

    private Assigned givenTo(AgentId holder, Instant now) {
        return new Assigned(Draft.of(this).heldBy(holder).movedAt(now).after(1), assignee);
    }

    private boolean isAt(Destination to) {
        return Objects.equals(department, to.departmentFrom(department)) && Objects.equals(assignee, to.holder());
    }

    private Transferred transferred(Destination to, Instant now) {
        DepartmentId target = to.departmentFrom(department);
        int events = Objects.equals(department, target) ? 1 : 2;
        Draft there = Draft.of(this).in(target).heldBy(to.holder()).movedAt(now);
        return new Transferred(there.after(events), department, assignee, to.note());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }
}
