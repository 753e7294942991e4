package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.BRUNO;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.conversation.model.Change.Assigned;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Change.Read;
import dev.prosa.conversation.model.Change.Transferred;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever is asked of a conversation in whatever order, what the contract says of it holds. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RandomCommandsTest {

    @Provide
    Arbitrary<CommandSequence> sequences() {
        return Combinators.combine(
                        RandomCommands.firstMessages(),
                        RandomCommands.any().list().ofMaxSize(30))
                .as(CommandSequence::of);
    }

    @Property
    void unreadCount_afterAnyCommand_isWhatTheLedgerCounts(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachStep(step -> {
            assertThat(step.after().lastReadSeq()).isEqualTo(step.ledger().lastReadSeq());
            assertThat(step.after().unreadCount()).isEqualTo(step.ledger().unread());
        });
    }

    @Property
    void waitingSince_afterAnyCommand_isWhatTheLedgerFinds(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachStep(step ->
                assertThat(step.after().waitingSince()).isEqualTo(step.ledger().waitingSince()));
    }

    @Property
    void messages_areNumberedWithoutGaps(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachStep(step -> assertThat(step.after().lastSeq())
                .isEqualTo(step.ledger().messages().size()));
        sequence.eachChange((before, change) -> {
            long appended = change instanceof MessageAppended ? 1 : 0;
            assertThat(change.after().lastSeq()).isEqualTo(before.lastSeq() + appended);
        });
    }

    @Property
    void version_growsByOne_withEachEvent(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) -> assertThat(change.after().version())
                .isEqualTo(before.version() + CommandSequence.eventsOf(before, change)));
    }

    @Property
    void updatedAt_movesForwardOnly_andNotByReading(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) -> {
            assertThat(change.after().updatedAt()).isAfterOrEqualTo(before.updatedAt());
            if (change instanceof Read) assertThat(change.after().updatedAt()).isEqualTo(before.updatedAt());
        });
    }

    @Property
    void change_changesMoreThanVersionAndTime(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) ->
                assertThat(CommandSequence.substance(change.after())).isNotEqualTo(CommandSequence.substance(before)));
    }

    @Property
    void otherChanges_thanMovingOnes_keepDepartmentAndAssignee(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) -> {
            if (change instanceof Transferred) return;
            assertThat(change.after().department()).isEqualTo(before.department());
            if (change instanceof Assigned) return;
            assertThat(change.after().assignee()).isEqualTo(before.assignee());
        });
    }

    @Property
    void assignee_afterAnyCommand_mayBeAssignedThere(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachStep(step -> assertThat(hasRightAssignee(step.after())).isTrue());
    }

    @Property
    void closed_isFinal(@ForAll("sequences") CommandSequence sequence) {
        sequence.steps().stream()
                .filter(step -> step.before() instanceof ClosedConversation)
                .forEach(step -> {
                    assertThat(step.changes()).isEmpty();
                    assertThat(step.isRefusedAsClosed()).isEqualTo(!(step.command() instanceof Command.Read));
                });
    }

    @Property
    void identityAndOrigin_neverChange(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) ->
                assertThat(CommandSequence.identity(change.after())).isEqualTo(CommandSequence.identity(before)));
    }

    @Property
    void change_ofAssigneeOrDepartment_saysWhatWasBefore(@ForAll("sequences") CommandSequence sequence) {
        sequence.eachChange((before, change) -> {
            if (change instanceof Assigned given) {
                assertThat(given.previousAssignee()).isEqualTo(before.assignee());
            }
            if (change instanceof Transferred moved) {
                assertThat(moved.fromDepartment()).isEqualTo(before.department());
                assertThat(moved.fromAssignee()).isEqualTo(before.assignee());
            }
        });
    }

    /** Guards the others: sequences in which nothing happens would prove nothing. */
    @Property
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void sequences_areEventful_andOftenClosed(@ForAll("sequences") CommandSequence sequence) {
        Statistics.label("closed").collect(sequence.last() instanceof ClosedConversation);
        Statistics.label("eventful").collect(sequence.changes().size() >= 8);
        Statistics.label("closed").coverage(seen -> seen.check(true).percentage(percent -> percent > 15));
        Statistics.label("eventful").coverage(seen -> seen.check(true).percentage(percent -> percent > 30));
    }

    private static boolean hasRightAssignee(Conversation it) {
        return it.assignee() == null
                || Stream.of(ANA, BRUNO, CARLA, NOVICE)
                        .filter(agent -> agent.id().equals(it.assignee()))
                        .anyMatch(agent -> agent.mayBeAssignedIn(it.department()));
    }
}
