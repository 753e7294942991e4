package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.AgentId;
import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.ChannelId;
import dev.prosa.conversation.model.ClosedConversation;
import dev.prosa.conversation.model.ContactId;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.Decision.Accepted;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.model.Destination;
import dev.prosa.conversation.model.Opening;
import dev.prosa.conversation.model.Refusal;
import dev.prosa.conversation.reference.ExpectedAgents.AgentState;
import dev.prosa.conversation.reference.Fixture.Channel;
import dev.prosa.conversation.reference.Fixture.Contact;
import dev.prosa.conversation.reference.Step.Item;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Prosa in memory, one request after the other: the pure rules decide, and beside them it only remembers who belongs
 * where, what was taken in and which conversation an inbound message joins. Ids and times are those the service chose.
 */
class Reference {

    private final Fixture setting;
    private final ExpectedAgents agents;
    private final ExpectedConversations conversations = new ExpectedConversations();
    private final Map<String, Receipt> taken = new HashMap<>();

    private record Receipt(UUID message, UUID conversation, long seq) {}

    Reference(Fixture setting) {
        this.setting = setting;
        this.agents = new ExpectedAgents(setting);
    }

    /** In the order of their openings. */
    List<ExpectedConversation> conversations() {
        return conversations.all();
    }

    /** R14: what this agent (null: the program) may see. */
    List<ExpectedConversation> visibleTo(UUID agentOrNull) {
        return conversations.all().stream()
                .filter(it -> canView(agentOrNull, it.state()))
                .toList();
    }

    boolean isActive(UUID agentOrNull) {
        return agentOrNull == null || agents.of(agentOrNull).active();
    }

    Expected assign(Step.Assign step, Observed observed) {
        AgentId expected = step.expected() == null ? null : new AgentId(step.expected());
        return command(
                step,
                it -> step.expects()
                        ? it.assignExpecting(expected, agents.known(step.agent()), observed.at())
                        : it.assign(agents.known(step.agent()), observed.at()),
                Reference::refusedAsClosed);
    }

    Expected transfer(Step.Transfer step, Observed observed) {
        Destination to =
                new Destination(step.toDepartment(), step.department(), agents.known(step.agent()), step.note());
        return command(step, it -> it.transfer(to, observed.at()), Reference::refusedAsClosed);
    }

    Expected close(Step.Close step, Observed observed) {
        return command(step, it -> it.close(step.note(), observed.at()), Reference::refusedAsClosed);
    }

    Expected read(Step.Read step) {
        long upTo = step.upToSeq() == null ? Long.MAX_VALUE : step.upToSeq();
        return command(
                step,
                it -> it.read(upTo, conversations.get(step.conversation()).inboundAfter(upTo)),
                ClosedConversation::read);
    }

    Expected reply(Step.Reply step, Observed observed) {
        Author author = agents.author(step.by());
        Expected answer = command(step, it -> send(it, author, observed.at()), Reference::refusedAsClosed);
        if (answer.status() != 200) return answer;
        ExpectedConversation it = conversations.get(step.conversation());
        it.append(
                MessageAuthor.of(author),
                agents.nameOf(step.by()),
                step.text(),
                observed.id(observed.data(), "id"),
                null,
                observed.at());
        return new Expected(201, "", it.lastMessage(), answer.events());
    }

    Expected send(Step.Send step, Observed observed) {
        if (!isActive(step.by())) return Expected.problem(401, "UNAUTHORIZED");
        Optional<ExpectedConversation> active = conversations.active(step.channel(), step.to());
        boolean elsewhere = active.map(it -> !canView(step.by(), it.state())).orElse(false);
        if (elsewhere) return Expected.problem(409, "ACTIVE_ELSEWHERE");
        Events events = new Events(setting::feedOf);
        Author author = agents.author(step.by());
        ExpectedConversation it = active.map(
                        joined -> joined.apply(send(joined.active(), author, observed.at()), events))
                .orElseGet(() -> sendFirst(step, observed, events));
        it.append(
                MessageAuthor.of(author),
                agents.nameOf(step.by()),
                step.text(),
                observed.id(observed.data(), "id"),
                null,
                observed.at());
        return new Expected(201, "", it.lastMessage(), events.byFeed());
    }

    private ExpectedConversation sendFirst(Step.Send step, Observed observed, Events events) {
        Opening opening = opening(step.channel(), step.to(), observed.id(observed.data(), "conversationId"));
        Decision opened = step.by() == null
                ? opening.byApiKey(observed.at())
                : opening.byAgent(agents.known(step.by()), departmentsByName(step.by()), observed.at());
        return begin(step.to(), opened, events);
    }

    Expected inbound(Step.Inbound step, Observed observed) {
        Events events = new Events(setting::feedOf);
        ArrayNode answers = Json.array();
        for (int i = 0; i < step.items().size(); i++) {
            Item item = step.items().get(i);
            String key = step.channel().id() + " " + item.externalId();
            boolean duplicate = taken.containsKey(key);
            if (!duplicate)
                taken.put(key, take(step.channel(), item, observed.data().path(i), observed, events));
            answers.add(answer(item, taken.get(key), duplicate));
        }
        return new Expected(200, "", Json.normal(answers), events.byFeed());
    }

    Expected setDepartments(Step.SetDepartments step, Observed observed) {
        return become(step.agent(), agents.of(step.agent()).in(step.departments()), observed);
    }

    Expected activate(Step.Activate step, Observed observed) {
        if (!step.active() && agents.isLastActiveAdmin(step.agent())) return Expected.problem(409, "IN_USE");
        return become(step.agent(), agents.of(step.agent()).active(step.active()), observed);
    }

    // The rules that are not in the pure model, or that a test gets wrong on purpose.

    Decision send(ActiveConversation conversation, Author author, Instant now) {
        return conversation.send(author, now);
    }

    /** R5: the latest one of the contact on the channel, if any. */
    ConversationId previous(List<ExpectedConversation> before) {
        return before.isEmpty() ? null : before.get(before.size() - 1).state().id();
    }

    /** R4: where an agent's message opens, if not where the channel says. */
    List<DepartmentId> departmentsByName(UUID agent) {
        return setting.departments().stream()
                .filter(agents.of(agent).departments()::contains)
                .toList();
    }

    /** R14. */
    boolean canView(UUID agentOrNull, Conversation it) {
        if (agentOrNull == null || it.department() == null) return true;
        AgentState agent = agents.of(agentOrNull);
        return agent.viewsAll() || agent.departments().contains(it.department());
    }

    /** R15: an agent that is not active any more is unassigned everywhere, one that left a department there. */
    boolean isUnassigned(AgentState now, Set<DepartmentId> left, Conversation assigned) {
        return !now.active() || left.contains(assigned.department());
    }

    private Expected command(
            Step.Command step,
            Function<ActiveConversation, Decision> rule,
            Function<ClosedConversation, Decision> ifClosed) {
        ExpectedConversation it = conversations.get(step.conversation());
        if (!isActive(step.by())) return Expected.problem(401, "UNAUTHORIZED");
        if (!canView(step.by(), it.state())) return Expected.problem(404, "NOT_FOUND");
        Decision decision = it.state().fold(rule, ifClosed);
        return decision.fold(accepted -> answer(it, accepted), Reference::refused);
    }

    private Expected answer(ExpectedConversation it, Accepted accepted) {
        Events events = new Events(setting::feedOf);
        it.apply(accepted, events);
        return new Expected(200, "", it.json(), events.byFeed());
    }

    /** R8. */
    private static Decision refusedAsClosed(ClosedConversation closed) {
        return Decision.refuse(Refusal.CONVERSATION_CLOSED);
    }

    private static Expected refused(Refusal refusal) {
        return Expected.problem(refusal == Refusal.AGENT_NOT_IN_DEPARTMENT ? 422 : 409, refusal.name());
    }

    private Receipt take(Channel channel, Item item, JsonNode answered, Observed observed, Events events) {
        ExpectedConversation it = conversations
                .active(channel, item.from())
                .map(active -> active.apply(receive(active, observed), events))
                .orElseGet(() ->
                        receiveFirst(channel, item.from(), observed.id(answered, "conversationId"), observed, events));
        UUID message = observed.id(answered, "messageId");
        ContactId contact = new ContactId(item.from().id());
        it.append(
                new MessageAuthor.FromContact(contact),
                item.from().name(),
                item.text(),
                message,
                item.externalId(),
                it.state().updatedAt());
        return new Receipt(message, it.id(), it.state().lastSeq());
    }

    private static Decision receive(ExpectedConversation active, Observed observed) {
        return InboundRules.receive(
                active.active(), observed.at(active.id(), active.state().version() + 1));
    }

    private ExpectedConversation receiveFirst(
            Channel channel, Contact contact, UUID id, Observed observed, Events events) {
        Opening opening = opening(channel, contact, id);
        return begin(
                contact, InboundRules.open(opening, observed.at(opening.id().value(), 1)), events);
    }

    private Opening opening(Channel channel, Contact contact, UUID id) {
        return new Opening(
                conversations.unused(id),
                new ChannelId(channel.id()),
                new ContactId(contact.id()),
                channel.departmentOrNull(),
                previous(conversations.of(channel, contact)));
    }

    private ExpectedConversation begin(Contact contact, Decision opened, Events events) {
        ExpectedConversation begun = new ExpectedConversation(
                ExpectedConversation.changes(opened).get(0).after(), contact, agents::name);
        return conversations.add(begun.apply(opened, events));
    }

    private static JsonNode answer(Item item, Receipt receipt, boolean duplicate) {
        return Json.object()
                .put("externalId", item.externalId())
                .put("messageId", receipt.message().toString())
                .put("conversationId", receipt.conversation().toString())
                .put("seq", receipt.seq())
                .put("duplicate", duplicate);
    }

    private Expected become(UUID agent, AgentState now, Observed observed) {
        Events events = new Events(setting::feedOf);
        Set<DepartmentId> left = new HashSet<>(agents.of(agent).departments());
        left.removeAll(now.departments());
        conversations.all().stream()
                .filter(it -> agent.equals(it.assigneeOfActive()) && isUnassigned(now, left, it.state()))
                .sorted(Comparator.comparing(ExpectedConversation::lockOrder))
                .forEach(it -> it.apply(it.active().assign(null, observed.at()), events));
        agents.become(agent, now, events);
        return new Expected(200, "", null, events.byFeed());
    }
}
