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
import dev.prosa.conversation.reference.Setting.Channel;
import dev.prosa.conversation.reference.Setting.Contact;
import dev.prosa.conversation.reference.Staff.Standing;
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

    private final Setting setting;
    private final Staff staff;
    private final Conversations conversations = new Conversations();
    private final Map<String, Receipt> taken = new HashMap<>();

    private record Receipt(UUID message, UUID conversation, long seq) {}

    Reference(Setting setting) {
        this.setting = setting;
        this.staff = new Staff(setting);
    }

    /** In the order of their openings. */
    List<Kept> conversations() {
        return conversations.all();
    }

    /** R14: what this agent (null: the program) may see. */
    List<Kept> seenBy(UUID agentOrNull) {
        return conversations.all().stream()
                .filter(it -> sees(agentOrNull, it.state()))
                .toList();
    }

    boolean mayComeIn(UUID agentOrNull) {
        return agentOrNull == null || staff.of(agentOrNull).active();
    }

    Expected assign(Step.Assign step, Told told) {
        AgentId expected = step.expected() == null ? null : new AgentId(step.expected());
        return command(
                step,
                it -> step.expects()
                        ? it.assignExpecting(expected, staff.known(step.agent()), told.at())
                        : it.assign(staff.known(step.agent()), told.at()),
                Reference::refusedAsClosed);
    }

    Expected transfer(Step.Transfer step, Told told) {
        Destination to =
                new Destination(step.toDepartment(), step.department(), staff.known(step.agent()), step.note());
        return command(step, it -> it.transfer(to, told.at()), Reference::refusedAsClosed);
    }

    Expected close(Step.Close step, Told told) {
        return command(step, it -> it.close(step.note(), told.at()), Reference::refusedAsClosed);
    }

    Expected read(Step.Read step) {
        long upTo = step.upToSeq() == null ? Long.MAX_VALUE : step.upToSeq();
        return command(
                step,
                it -> it.read(upTo, conversations.get(step.conversation()).inboundAfter(upTo)),
                ClosedConversation::read);
    }

    Expected reply(Step.Reply step, Told told) {
        Author author = staff.author(step.by());
        Expected answer = command(step, it -> send(it, author, told.at()), Reference::refusedAsClosed);
        if (answer.status() != 200) return answer;
        Kept it = conversations.get(step.conversation());
        it.say(
                MessageAuthor.of(author),
                staff.nameOf(step.by()),
                step.text(),
                told.id(told.data(), "id"),
                null,
                told.at());
        return new Expected(201, "", it.lastMessage(), answer.events());
    }

    Expected send(Step.Send step, Told told) {
        if (!mayComeIn(step.by())) return Expected.problem(401, "UNAUTHORIZED");
        Optional<Kept> active = conversations.active(step.channel(), step.to());
        boolean elsewhere = active.map(it -> !sees(step.by(), it.state())).orElse(false);
        if (elsewhere) return Expected.problem(409, "ACTIVE_ELSEWHERE");
        Events events = new Events(setting::feedOf);
        Author author = staff.author(step.by());
        Kept it = active.map(joined -> joined.carryOut(send(joined.active(), author, told.at()), events))
                .orElseGet(() -> sendFirst(step, told, events));
        it.say(
                MessageAuthor.of(author),
                staff.nameOf(step.by()),
                step.text(),
                told.id(told.data(), "id"),
                null,
                told.at());
        return new Expected(201, "", it.lastMessage(), events.byFeed());
    }

    private Kept sendFirst(Step.Send step, Told told, Events events) {
        Opening opening = opening(step.channel(), step.to(), told.id(told.data(), "conversationId"));
        Decision opened = step.by() == null
                ? opening.byApiKey(told.at())
                : opening.byAgent(staff.known(step.by()), departmentsByName(step.by()), told.at());
        return begin(step.to(), opened, events);
    }

    Expected inbound(Step.Inbound step, Told told) {
        Events events = new Events(setting::feedOf);
        ArrayNode answers = Json.array();
        for (int i = 0; i < step.items().size(); i++) {
            Item item = step.items().get(i);
            String key = step.channel().id() + " " + item.externalId();
            boolean duplicate = taken.containsKey(key);
            if (!duplicate)
                taken.put(key, take(step.channel(), item, told.data().path(i), told, events));
            answers.add(answer(item, taken.get(key), duplicate));
        }
        return new Expected(200, "", Json.normal(answers), events.byFeed());
    }

    Expected place(Step.Place step, Told told) {
        return become(step.agent(), staff.of(step.agent()).in(step.departments()), told);
    }

    Expected activate(Step.Activate step, Told told) {
        if (!step.active() && staff.isLastActiveAdmin(step.agent())) return Expected.problem(409, "IN_USE");
        return become(step.agent(), staff.of(step.agent()).active(step.active()), told);
    }

    // The rules that are not in the pure model, or that a test gets wrong on purpose.

    Decision send(ActiveConversation conversation, Author author, Instant now) {
        return conversation.send(author, now);
    }

    /** R5: the latest one of the contact on the channel, if any. */
    ConversationId previous(List<Kept> before) {
        return before.isEmpty() ? null : before.get(before.size() - 1).state().id();
    }

    /** R4: where an agent's message opens, if not where the channel says. */
    List<DepartmentId> departmentsByName(UUID agent) {
        return setting.departments().stream()
                .filter(staff.of(agent).departments()::contains)
                .toList();
    }

    /** R14. */
    boolean sees(UUID agentOrNull, Conversation it) {
        if (agentOrNull == null || it.department() == null) return true;
        Standing agent = staff.of(agentOrNull);
        return agent.seesAll() || agent.departments().contains(it.department());
    }

    /** R15: whoever is not active any more gives back all, whoever left what it holds there. */
    boolean givesBack(Standing now, Set<DepartmentId> left, Conversation held) {
        return !now.active() || left.contains(held.department());
    }

    private Expected command(
            Step.Command step,
            Function<ActiveConversation, Decision> rule,
            Function<ClosedConversation, Decision> ifClosed) {
        Kept it = conversations.get(step.conversation());
        if (!mayComeIn(step.by())) return Expected.problem(401, "UNAUTHORIZED");
        if (!sees(step.by(), it.state())) return Expected.problem(404, "NOT_FOUND");
        Decision decision = it.state().fold(rule, ifClosed);
        return decision.fold(accepted -> answer(it, accepted), Reference::refused);
    }

    private Expected answer(Kept it, Accepted accepted) {
        Events events = new Events(setting::feedOf);
        it.carryOut(accepted, events);
        return new Expected(200, "", it.json(), events.byFeed());
    }

    /** R8. */
    private static Decision refusedAsClosed(ClosedConversation closed) {
        return Decision.refuse(Refusal.CONVERSATION_CLOSED);
    }

    private static Expected refused(Refusal refusal) {
        return Expected.problem(refusal == Refusal.AGENT_NOT_IN_DEPARTMENT ? 422 : 409, refusal.name());
    }

    private Receipt take(Channel channel, Item item, JsonNode answered, Told told, Events events) {
        Kept it = conversations
                .active(channel, item.from())
                .map(active -> active.carryOut(receive(active, told), events))
                .orElseGet(() -> receiveFirst(channel, item.from(), told.id(answered, "conversationId"), told, events));
        UUID message = told.id(answered, "messageId");
        ContactId contact = new ContactId(item.from().id());
        it.say(
                new MessageAuthor.FromContact(contact),
                item.from().name(),
                item.text(),
                message,
                item.externalId(),
                it.state().updatedAt());
        return new Receipt(message, it.id(), it.state().lastSeq());
    }

    private static Decision receive(Kept active, Told told) {
        return InboundRules.receive(
                active.active(), told.at(active.id(), active.state().version() + 1));
    }

    private Kept receiveFirst(Channel channel, Contact contact, UUID id, Told told, Events events) {
        Opening opening = opening(channel, contact, id);
        return begin(contact, InboundRules.open(opening, told.at(opening.id().value(), 1)), events);
    }

    private Opening opening(Channel channel, Contact contact, UUID id) {
        return new Opening(
                conversations.unused(id),
                new ChannelId(channel.id()),
                new ContactId(contact.id()),
                channel.departmentOrNull(),
                previous(conversations.of(channel, contact)));
    }

    private Kept begin(Contact contact, Decision opened, Events events) {
        Kept kept = new Kept(Kept.changes(opened).get(0).after(), contact, staff::name);
        return conversations.add(kept.carryOut(opened, events));
    }

    private static JsonNode answer(Item item, Receipt receipt, boolean duplicate) {
        return Json.object()
                .put("externalId", item.externalId())
                .put("messageId", receipt.message().toString())
                .put("conversationId", receipt.conversation().toString())
                .put("seq", receipt.seq())
                .put("duplicate", duplicate);
    }

    private Expected become(UUID agent, Standing now, Told told) {
        Events events = new Events(setting::feedOf);
        Set<DepartmentId> left = new HashSet<>(staff.of(agent).departments());
        left.removeAll(now.departments());
        conversations.all().stream()
                .filter(it -> agent.equals(it.holder()) && givesBack(now, left, it.state()))
                .sorted(Comparator.comparing(Kept::place))
                .forEach(it -> it.carryOut(it.active().assign(null, told.at()), events));
        staff.become(agent, now, events);
        return new Expected(200, "", null, events.byFeed());
    }
}
