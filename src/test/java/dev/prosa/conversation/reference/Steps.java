package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.reference.Fixture.Channel;
import dev.prosa.conversation.reference.Fixture.Member;
import dev.prosa.conversation.reference.Step.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Random requests, often wrong ones; the same ones for the same seed. */
final class Steps {

    private final Random random;
    private final Fixture setting;
    private final List<Item> sent = new ArrayList<>();

    Steps(long seed, Fixture setting) {
        this.random = new Random(seed);
        this.setting = setting;
    }

    Step next(List<ExpectedConversation> conversations) {
        int dice = conversations.isEmpty() ? 0 : random.nextInt(100);
        if (dice < 22) return inbound();
        if (dice < 34) return send();
        if (dice >= 93) return new Step.Activate(agent().id(), random.nextInt(10) < 6);
        if (dice >= 85) return new Step.SetDepartments(agent().id(), departments());
        return command(dice, one(conversations));
    }

    /** Who looks after a step, and at what. */
    Member onlooker() {
        return agent();
    }

    ExpectedConversation picked(List<ExpectedConversation> conversations) {
        return pick(conversations);
    }

    private Step command(int dice, ExpectedConversation it) {
        UUID by = agentOrNull();
        if (dice < 48) return new Step.Reply(by, it.id(), text());
        if (dice < 60) return assign(by, it);
        if (dice < 72) return transfer(by, it);
        if (dice < 80) return new Step.Read(by, it.id(), upToSeq(it));
        return new Step.Close(by, it.id(), note());
    }

    private Step inbound() {
        Channel channel = pick(setting.channels());
        int size = random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1;
        return new Step.Inbound(channel, Stream.generate(this::item).limit(size).toList());
    }

    private Step send() {
        return new Step.Send(agentOrNull(), pick(setting.channels()), pick(setting.contacts()), text());
    }

    /** Sometimes one that was sent already, perhaps on the other channel, where it is new. */
    private Item item() {
        if (!sent.isEmpty() && random.nextInt(5) == 0) {
            Item again = pick(sent);
            return new Item(again.externalId(), again.from(), text());
        }
        sent.add(new Item("message " + sent.size(), pick(setting.contacts()), text()));
        return sent.get(sent.size() - 1);
    }

    private Step assign(UUID by, ExpectedConversation it) {
        boolean expects = random.nextInt(3) == 0;
        UUID expected = random.nextBoolean() ? it.assigneeOfActive() : agentOrNull();
        return new Step.Assign(by, it.id(), agentOrNull(), expects, expects ? expected : null);
    }

    private Step transfer(UUID by, ExpectedConversation it) {
        boolean toDepartment = random.nextInt(3) > 0;
        UUID agent = toDepartment ? agentOrNull() : agent().id();
        UUID nobodyOften = toDepartment && random.nextBoolean() ? null : agent;
        return new Step.Transfer(
                by, it.id(), toDepartment, toDepartment ? departmentOrTriage() : null, nobodyOften, note());
    }

    /** An active one mostly. */
    private ExpectedConversation one(List<ExpectedConversation> conversations) {
        List<ExpectedConversation> active =
                conversations.stream().filter(ExpectedConversation::isActive).toList();
        return active.isEmpty() || random.nextInt(8) == 0 ? pick(conversations) : pick(active);
    }

    private Member agent() {
        return pick(setting.agents());
    }

    private UUID agentOrNull() {
        return random.nextInt(5) == 0 ? null : agent().id();
    }

    private DepartmentId departmentOrTriage() {
        return random.nextInt(3) == 0 ? null : pick(setting.departments());
    }

    private Set<DepartmentId> departments() {
        Set<DepartmentId> some = new HashSet<>(setting.departments());
        some.removeIf(department -> random.nextInt(3) == 0);
        return some;
    }

    private Long upToSeq(ExpectedConversation it) {
        return random.nextInt(4) == 0
                ? null
                : (long) random.nextInt((int) it.state().lastSeq() + 3);
    }

    private String note() {
        return random.nextBoolean() ? "a note" : null;
    }

    /** Long ones too, of characters beyond the Basic Multilingual Plane. */
    private String text() {
        return random.nextInt(10) == 0 ? "🙂".repeat(100 + random.nextInt(100)) : "text " + random.nextInt(1000);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
