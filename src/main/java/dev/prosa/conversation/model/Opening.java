package dev.prosa.conversation.model;

import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Opened;
import dev.prosa.conversation.model.Decision.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A conversation about to begin with a message that is sent (R1, R4, R5): it is opened, then the message is appended.
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

    /** A program's message opens it: PENDING where the channel says, and nobody is waiting. */
    public Accepted byApiKey(Instant now) {
        ActiveConversation pending = begun(channelDepartment, null, now);
        return opened(pending, pending.sentByApiKey(now));
    }

    /**
     * An agent's message opens it: OPEN, assigned to that agent, refused only if it is not active.
     *
     * @param departmentsByName the agent's departments in the order of their names
     */
    public Decision byAgent(Agent agent, List<DepartmentId> departmentsByName, Instant now) {
        DepartmentId department = departmentFor(agent, departmentsByName);
        if (!agent.mayBeAssignedIn(department)) return Decision.refuse(Refusal.AGENT_NOT_IN_DEPARTMENT);
        ActiveConversation open = begun(department, agent.id(), now);
        return opened(open, open.sentByAgent(now));
    }

    /** The channel's department if the agent belongs to it, else its own first one, else triage. */
    private DepartmentId departmentFor(Agent agent, List<DepartmentId> departmentsByName) {
        return Stream.concat(Stream.ofNullable(channelDepartment), departmentsByName.stream())
                .filter(agent::mayBeAssignedIn)
                .findFirst()
                .orElse(null);
    }

    private ActiveConversation begun(DepartmentId department, AgentId assignee, Instant now) {
        return new ActiveConversation(id, channel, contact, department, assignee, 0, 0, 0, now, now, null, previous, 1);
    }

    private static Accepted opened(ActiveConversation begun, MessageAppended first) {
        return Decision.accept(new Opened(begun), first);
    }
}
