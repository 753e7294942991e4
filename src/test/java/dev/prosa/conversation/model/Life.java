package dev.prosa.conversation.model;

import dev.prosa.conversation.model.Decision.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A conversation from its opening through every command asked of it, with a ledger kept beside it. */
record Life(List<Step> steps) {

    record Beginning(Author author, DepartmentId channelDepartment) {}

    record Asked(Command command, Instant at) {}

    /** One command ({@code null}: the opening, from its first event on), and what it left behind. */
    record Step(Command command, Conversation before, Decision decision, Conversation after, Ledger ledger) {

        List<Change> changes() {
            return decision.fold(Accepted::changes, refusal -> List.of());
        }

        boolean isRefusedAsClosed() {
            return decision.fold(accepted -> false, refusal -> refusal == Refusal.CONVERSATION_CLOSED);
        }
    }

    static Life of(Beginning beginning, List<Asked> asked) {
        List<Step> steps = new ArrayList<>(List.of(begun(beginning)));
        asked.forEach(each -> steps.add(next(steps.get(steps.size() - 1), each)));
        return new Life(steps);
    }

    private static Step begun(Beginning beginning) {
        Decision decision = opened(Examples.opening(beginning.channelDepartment()), beginning.author());
        Conversation before = Examples.changes(decision).get(0).after();
        Ledger ledger = Ledger.empty().withMessageBy(beginning.author(), Examples.START);
        return new Step(null, before, decision, Examples.outcome(decision), ledger);
    }

    private static Decision opened(Opening opening, Author author) {
        if (author instanceof Author.ContactAuthor) return opening.byContact(Examples.START);
        if (author instanceof Author.ApiKeyAuthor) return opening.byApiKey(Examples.START);
        Agent agent = ((Author.AgentAuthor) author).agent();
        return opening.byAgent(agent, List.copyOf(agent.departments()), Examples.START);
    }

    private static Step next(Step last, Asked asked) {
        Conversation before = last.after();
        Decision decision = asked.command().on(before, last.ledger(), asked.at());
        Ledger ledger = decision.fold(
                accepted -> asked.command().recordedIn(last.ledger(), asked.at()), refusal -> last.ledger());
        Conversation after = decision.fold(accepted -> accepted.leaving(before), refusal -> before);
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

    /** How many events tell of a change: two of one that leaves a feed for another. */
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
