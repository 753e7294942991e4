package dev.prosa.conversation.model;

import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.model.Decision.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A conversation about to begin with its first message (R1, R4, R5); it is told as opened, then as that message.
 *
 * @param channelDepartment where the channel lets conversations begin, or null for triage
 * @param previous the closed conversation it follows, or null
 */
public record Opening(
        ConversationId id,
        ChannelId channel,
        ContactId contact,
        DepartmentId channelDepartment,
        ConversationId previous) {

    public Opening {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(contact, "contact");
    }

    /** An inbound message opens it: PENDING where the channel says. */
    public Accepted byContact(Instant now) {
        Conversation pending = begun(channelDepartment, null, now);
        return opened(pending, pending.received(now));
    }

    /** A program's message opens it: PENDING where the channel says, and nobody is waiting. */
    public Accepted byApiKey(Instant now) {
        Conversation pending = begun(channelDepartment, null, now);
        return opened(pending, pending.sentByApiKey(now));
    }

    /**
     * An agent's message opens it: OPEN, held by that agent, refused only if it is not active.
     *
     * @param departmentsByName the agent's departments in the order of their names
     */
    public Decision byAgent(Agent agent, List<DepartmentId> departmentsByName, Instant now) {
        DepartmentId department = departmentFor(agent, departmentsByName);
        if (!agent.mayBeAssignedIn(department)) return Decision.refuse(Refusal.AGENT_NOT_IN_DEPARTMENT);
        Conversation open = begun(department, agent.id(), now);
        return opened(open, open.sentByAgent(now));
    }

    /** The channel's department if the agent belongs to it, else its own first one, else triage. */
    private DepartmentId departmentFor(Agent agent, List<DepartmentId> departmentsByName) {
        return Stream.concat(Stream.ofNullable(channelDepartment), departmentsByName.stream())
                .filter(agent::mayBeAssignedIn)
                .findFirst()
                .orElse(null);
    }

    private Conversation begun(DepartmentId department, AgentId holder, Instant now) {
        Status status = holder == null ? Status.PENDING : Status.OPEN;
        return new Conversation(
                id, channel, contact, department, status, holder, 0, 0, 0, now, now, null, null, previous, 1);
    }

    private static Accepted opened(Conversation begun, MessageAppended first) {
        return Decision.accept(new Opened(begun), first);
    }
}
