package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Decision.accept;
import static dev.prosa.conversation.model.Decision.refuse;
import static dev.prosa.conversation.model.Refusal.AGENT_NOT_IN_DEPARTMENT;
import static dev.prosa.conversation.model.Refusal.ALREADY_ASSIGNED;

import dev.prosa.conversation.model.Author.AgentAuthor;
import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.Closed;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/**
 * A conversation that has not ended, and what each command does to it.
 *
 * <p>Invariant: unread messages lie between {@code lastReadSeq} and {@code lastSeq}. That it is OPEN if and only if it
 * has an assignee (R3) needs no check: its status is nothing but that.
 */
public record ActiveConversation(
        ConversationId id,
        ChannelId channel,
        ContactId contact,
        DepartmentId department,
        AgentId assignee,
        long lastSeq,
        long lastReadSeq,
        long unreadCount,
        Instant createdAt,
        Instant updatedAt,
        Instant waitingSince,
        ConversationId previous,
        long version)
        implements Conversation {

    public ActiveConversation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        require(0 <= lastReadSeq && lastReadSeq <= lastSeq, "lastReadSeq from 0 to lastSeq");
        require(0 <= unreadCount && unreadCount <= lastSeq - lastReadSeq, "unread lie after lastReadSeq");
    }

    /** R3: OPEN with an assignee, PENDING without one. */
    @Override
    public Status status() {
        return assignee == null ? Status.PENDING : Status.OPEN;
    }

    @Override
    public Instant closedAt() {
        return null;
    }

    @Override
    public <T> T fold(
            Function<? super ActiveConversation, ? extends T> active,
            Function<? super ClosedConversation, ? extends T> closed) {
        return active.apply(this);
    }

    /** R6: an agent's message takes a conversation without assignee, if the agent may be assigned; a program's does not. */
    public Decision send(Author author, Instant now) {
        return author instanceof AgentAuthor by ? sentBy(by.agent(), now) : accept(sentByApiKey(now));
    }

    /** R6: assigns it to an agent, or gives it back to the queue with null; to its assignee again: changes nothing. */
    public Decision assign(Agent agentOrNull, Instant now) {
        if (agentOrNull == null) return assigned(null, now);
        return agentOrNull.mayBeAssignedIn(department)
                ? assigned(agentOrNull.id(), now)
                : refuse(AGENT_NOT_IN_DEPARTMENT);
    }

    /** Assigns, but takes it from nobody but {@code expected}; null expects that it has no assignee. */
    public Decision assignExpecting(AgentId expected, Agent agentOrNull, Instant now) {
        boolean hasAnotherAssignee = assignee != null && !assignee.equals(expected);
        return hasAnotherAssignee ? refuse(ALREADY_ASSIGNED) : assign(agentOrNull, now);
    }

    /** R7; one that ends where and with whom it is already changes nothing, and its note is not stored. */
    public Decision transfer(Destination to, Instant now) {
        if (!to.isOpenToItsAgentFrom(department)) return refuse(AGENT_NOT_IN_DEPARTMENT);
        return isAt(to) ? accept() : accept(transferred(to, now));
    }

    /** R8: ends it for good; department and assignee stay. */
    public Decision close(String noteOrNull, Instant now) {
        return accept(new Closed(Draft.of(this).movedAt(now).closed(), noteOrNull));
    }

    /**
     * R10: marks read up to a seq, only forwards; not above {@code lastReadSeq} it changes nothing.
     *
     * @param upToSeq above the last seq it means the last one
     * @param inboundAfter how many inbound messages have a seq above {@code upToSeq}
     */
    public Decision read(long upToSeq, long inboundAfter) {
        long effective = Math.min(upToSeq, lastSeq);
        if (effective <= lastReadSeq) return accept();
        return accept(new Read(Draft.of(this).readUpTo(effective, inboundAfter).after(1)));
    }

    /** R10: an agent's message answers the contact, and whoever answers has read. */
    MessageAppended sentByAgent(Instant now) {
        Draft next = Draft.of(this).withMessage().allRead().notWaiting();
        return new MessageAppended(next.movedAt(now).after(1));
    }

    /** A program's message leaves the contact waiting, and unread what is unread. */
    MessageAppended sentByApiKey(Instant now) {
        return new MessageAppended(Draft.of(this).withMessage().movedAt(now).after(1));
    }

    private Decision sentBy(Agent agent, Instant now) {
        if (assignee != null || !agent.mayBeAssignedIn(department)) return accept(sentByAgent(now));
        Assigned taken = assignedTo(agent.id(), now);
        return accept(taken, taken.after().sentByAgent(now));
    }

    private Decision assigned(AgentId agentOrNull, Instant now) {
        return Objects.equals(assignee, agentOrNull) ? accept() : accept(assignedTo(agentOrNull, now));
    }

    private Assigned assignedTo(AgentId agentOrNull, Instant now) {
        return new Assigned(Draft.of(this).assignedTo(agentOrNull).movedAt(now).after(1), assignee);
    }

    private boolean isAt(Destination to) {
        return Objects.equals(department, to.departmentFrom(department)) && Objects.equals(assignee, to.assignee());
    }

    private Transferred transferred(Destination to, Instant now) {
        DepartmentId target = to.departmentFrom(department);
        int events = Objects.equals(department, target) ? 1 : 2;
        Draft there = Draft.of(this).in(target).assignedTo(to.assignee()).movedAt(now);
        return new Transferred(there.after(events), department, assignee, to.note());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new IllegalArgumentException(otherwise);
    }
}
