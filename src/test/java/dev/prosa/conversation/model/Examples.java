package dev.prosa.conversation.model;

import dev.prosa.conversation.model.Author.AgentAuthor;
import dev.prosa.conversation.model.Author.ApiKeyAuthor;
import dev.prosa.conversation.model.Decision.Accepted;
import dev.prosa.conversation.reference.InboundRules;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The agents, departments and conversations of the tests, and ways to open a decision. */
final class Examples {

    static final DepartmentId SALES = new DepartmentId(new UUID(1, 1));
    static final DepartmentId SUPPORT = new DepartmentId(new UUID(1, 2));
    static final DepartmentId TRIAGE = null;

    static final Agent ANA = agent(1, SALES);
    static final Agent BRUNO = agent(2, SUPPORT);
    static final Agent CARLA = agent(3, SALES, SUPPORT);
    static final Agent NOVICE = agent(4);
    static final Agent RETIRED = new Agent(new AgentId(new UUID(2, 5)), false, Set.of(SALES, SUPPORT));
    static final Agent NOBODY = null;

    static final ConversationId EARLIER = new ConversationId(new UUID(3, 1));
    static final ConversationId THIS = new ConversationId(new UUID(3, 2));
    static final ChannelId CHANNEL = new ChannelId(new UUID(4, 1));
    static final ContactId CONTACT = new ContactId(new UUID(5, 1));
    static final ApiKeyAuthor PROGRAM = new ApiKeyAuthor(new UUID(6, 1));

    static final Instant START = Instant.parse("2025-03-01T09:00:00.000Z");

    private Examples() {}

    static Instant minute(int minutes) {
        return START.plusSeconds(60L * minutes);
    }

    static Opening opening(DepartmentId channelDepartment) {
        return new Opening(THIS, CHANNEL, CONTACT, channelDepartment, null);
    }

    /** Waiting in a department since the start, with one unread message. */
    static ActiveConversation pendingIn(DepartmentId department) {
        return outcome(InboundRules.open(opening(department), START));
    }

    /** The same in Sales, but assigned to this agent. */
    static ActiveConversation assignedTo(Agent agent) {
        return outcome(pendingIn(SALES).assign(agent, START));
    }

    static ClosedConversation closed() {
        return ended(assignedTo(ANA).close(null, START));
    }

    /** An active one of the start, spelled out: what a test expects. */
    static ActiveConversation active(
            DepartmentId department,
            Agent assignee,
            long lastSeq,
            long lastReadSeq,
            long unread,
            Instant updatedAt,
            Instant waitingSince,
            long version) {
        return new ActiveConversation(
                THIS,
                CHANNEL,
                CONTACT,
                department,
                assignee == null ? null : assignee.id(),
                lastSeq,
                lastReadSeq,
                unread,
                START,
                updatedAt,
                waitingSince,
                null,
                version);
    }

    static AgentAuthor by(Agent agent) {
        return new AgentAuthor(agent);
    }

    static List<Change> changes(Decision decision) {
        return decision.fold(Accepted::changes, reason -> {
            throw new AssertionError("refused: " + reason);
        });
    }

    static Change onlyChange(Decision decision) {
        List<Change> changes = changes(decision);
        if (changes.size() != 1) throw new AssertionError("not one change: " + changes);
        return changes.get(0);
    }

    /** The conversation after a decision that changed something. */
    static ActiveConversation outcome(Decision decision) {
        return (ActiveConversation) last(decision);
    }

    /** The conversation after a decision that appends a message and nothing else. */
    static ActiveConversation sent(Decision decision) {
        return ((Change.MessageAppended) onlyChange(decision)).after();
    }

    static ClosedConversation ended(Decision decision) {
        return (ClosedConversation) last(decision);
    }

    private static Conversation last(Decision decision) {
        List<Change> changes = changes(decision);
        return changes.get(changes.size() - 1).after();
    }

    static Refusal refusal(Decision decision) {
        return decision.fold(
                accepted -> {
                    throw new AssertionError("accepted: " + accepted);
                },
                reason -> reason);
    }

    private static Agent agent(int number, DepartmentId... departments) {
        return new Agent(new AgentId(new UUID(2, number)), true, Set.of(departments));
    }
}
