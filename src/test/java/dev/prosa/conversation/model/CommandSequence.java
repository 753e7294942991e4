package dev.prosa.conversation.model;

import dev.prosa.conversation.model.Author.AgentAuthor;
import dev.prosa.conversation.model.Decision.Accepted;
import dev.prosa.conversation.reference.InboundRules;
import dev.prosa.conversation.reference.MessageAuthor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A conversation from its opening through every command asked of it, with a ledger kept beside it. */
record CommandSequence(List<Step> steps) {

    /** @param sender of the message that opens it, empty: the contact */
    record FirstMessage(Optional<Author> sender, DepartmentId channelDepartment) {}

    record TimedCommand(Command command, Instant at) {}

    /** One command ({@code null}: the opening, from its first event on), and what it left behind. */
    record Step(Command command, Conversation before, Decision decision, Conversation after, Ledger ledger) {

        List<Change> changes() {
            return decision.fold(Accepted::changes, refusal -> List.of());
        }

        boolean isRefusedAsClosed() {
            return decision.fold(accepted -> false, refusal -> refusal == Refusal.CONVERSATION_CLOSED);
        }
    }

    static CommandSequence of(FirstMessage first, List<TimedCommand> commands) {
        List<Step> steps = new ArrayList<>(List.of(opening(first)));
        commands.forEach(each -> steps.add(next(steps.get(steps.size() - 1), each)));
        return new CommandSequence(steps);
    }

    private static Step opening(FirstMessage first) {
        Opening opening = Examples.opening(first.channelDepartment());
        Decision decision = first.sender()
                .map(sender -> openedBy(opening, sender))
                .orElseGet(() -> InboundRules.open(opening, Examples.START));
        MessageAuthor author =
                first.sender().map(MessageAuthor::of).orElse(new MessageAuthor.FromContact(Examples.CONTACT));
        Conversation before = Examples.changes(decision).get(0).after();
        Ledger ledger = Ledger.empty().withMessageBy(author, Examples.START);
        return new Step(null, before, decision, Examples.outcome(decision), ledger);
    }

    private static Decision openedBy(Opening opening, Author sender) {
        if (!(sender instanceof AgentAuthor by)) return opening.byApiKey(Examples.START);
        return opening.byAgent(by.agent(), List.copyOf(by.agent().departments()), Examples.START);
    }

    private static Step next(Step last, TimedCommand asked) {
        Conversation before = last.after();
        Decision decision =
                before.fold(active -> asked.command().on(active, last.ledger(), asked.at()), asked.command()::on);
        Ledger ledger = decision.fold(
                accepted -> asked.command().recordedIn(last.ledger(), asked.at()), refusal -> last.ledger());
        List<Change> changes = decision.fold(Accepted::changes, refusal -> List.of());
        Conversation after =
                changes.isEmpty() ? before : changes.get(changes.size() - 1).after();
        return new Step(asked.command(), before, decision, after, ledger);
    }

    void eachStep(Consumer<Step> check) {
        steps.forEach(check);
    }

    /** Each change after the opening one, with the conversation as it was before that change. */
    void eachChange(BiConsumer<Conversation, Change> check) {
        List<Change> changes = changes();
        for (int i = 1; i < changes.size(); i++) check.accept(changes.get(i - 1).after(), changes.get(i));
    }

    List<Change> changes() {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    Conversation last() {
        return steps.get(steps.size() - 1).after();
    }

    /** How many events a change is emitted as: two if it leaves a feed for another. */
    static int eventsOf(Conversation before, Change change) {
        return Objects.equals(before.department(), change.after().department()) ? 1 : 2;
    }

    /** What is fixed when a conversation opens. */
    static List<Object> identity(Conversation it) {
        return Arrays.asList(it.id(), it.channel(), it.contact(), it.createdAt(), it.previous());
    }

    /** What a client sees of it, without version and time. */
    static List<Object> substance(Conversation it) {
        return Arrays.asList(
                it.department(), it.status(), it.assignee(), it.lastSeq(), it.lastReadSeq(), it.unreadCount());
    }
}
