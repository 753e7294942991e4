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
import dev.prosa.conversation.model.Life.Step;
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
class RandomLifeTest {

    @Provide
    Arbitrary<Life> lives() {
        return Combinators.combine(Commands.beginnings(), Commands.any().list().ofMaxSize(30))
                .as(Life::of);
    }

    @Property
    void unreadIsTheNumberOfInboundMessagesAfterTheLastReadOne(@ForAll("lives") Life life) {
        life.eachStep(step -> {
            assertThat(step.after().lastReadSeq()).isEqualTo(step.ledger().lastReadSeq());
            assertThat(step.after().unreadCount()).isEqualTo(step.ledger().unread());
        });
    }

    @Property
    void theContactWaitsSinceItsOldestMessageThatNoAgentAnswered(@ForAll("lives") Life life) {
        life.eachStep(step ->
                assertThat(step.after().waitingSince()).isEqualTo(step.ledger().waitingSince()));
    }

    @Property
    void messagesAreNumberedWithoutGaps(@ForAll("lives") Life life) {
        life.eachStep(step -> assertThat(step.after().lastSeq())
                .isEqualTo(step.ledger().messages().size()));
        life.eachChange((before, change) -> {
            long appended = change instanceof MessageAppended ? 1 : 0;
            assertThat(change.after().lastSeq()).isEqualTo(before.lastSeq() + appended);
        });
    }

    @Property
    void anAppendedMessageIsTheLastOneAndGoesItsAuthorsWay(@ForAll("lives") Life life) {
        life.eachStep(step -> appended(step).forEach(message -> {
            boolean inbound =
                    step.ledger().messages().get((int) message.seq() - 1).isInbound();
            assertThat(message.seq()).isEqualTo(message.after().lastSeq());
            assertThat(message.direction()).isEqualTo(inbound ? Direction.INBOUND : Direction.OUTBOUND);
        }));
    }

    @Property
    void theVersionGrowsByOneWithEachEvent(@ForAll("lives") Life life) {
        life.eachChange((before, change) ->
                assertThat(change.after().version()).isEqualTo(before.version() + Life.eventsOf(before, change)));
    }

    @Property
    void updatedAtNeverGoesBackwardsAndReadingLeavesIt(@ForAll("lives") Life life) {
        life.eachChange((before, change) -> {
            assertThat(change.after().updatedAt()).isAfterOrEqualTo(before.updatedAt());
            if (change instanceof Read) assertThat(change.after().updatedAt()).isEqualTo(before.updatedAt());
        });
    }

    @Property
    void aChangeChangesMoreThanVersionAndTime(@ForAll("lives") Life life) {
        life.eachChange(
                (before, change) -> assertThat(Life.substance(change.after())).isNotEqualTo(Life.substance(before)));
    }

    @Property
    void onlyTransfersLeaveADepartmentAndOnlyNamedOnesChangeTheHolder(@ForAll("lives") Life life) {
        life.eachChange((before, change) -> {
            if (change instanceof Transferred) return;
            assertThat(change.after().department()).isEqualTo(before.department());
            if (change instanceof Assigned) return;
            assertThat(change.after().assignee()).isEqualTo(before.assignee());
        });
    }

    @Property
    void itsHolderMayAlwaysBeAssignedInItsDepartment(@ForAll("lives") Life life) {
        life.eachStep(step -> assertThat(isHeldRightly(step.after())).isTrue());
    }

    @Property
    void closedIsFinal(@ForAll("lives") Life life) {
        life.steps().stream().filter(step -> step.before().isClosed()).forEach(step -> {
            assertThat(step.changes()).isEmpty();
            assertThat(step.isRefusedAsClosed()).isEqualTo(!(step.command() instanceof Command.Read));
        });
    }

    @Property
    void whatItIsAndWhereItCameFromNeverChanges(@ForAll("lives") Life life) {
        life.eachChange(
                (before, change) -> assertThat(Life.identity(change.after())).isEqualTo(Life.identity(before)));
    }

    @Property
    void aChangeTellsWhatWasBefore(@ForAll("lives") Life life) {
        life.eachChange((before, change) -> {
            if (change instanceof Assigned given) {
                assertThat(given.previousAssignee()).isEqualTo(before.assignee());
            }
            if (change instanceof Transferred moved) {
                assertThat(moved.fromDepartment()).isEqualTo(before.department());
                assertThat(moved.fromAssignee()).isEqualTo(before.assignee());
            }
        });
    }

    /** Guards the others: lives in which nothing happens would prove nothing. */
    @Property
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void theLivesAreLively(@ForAll("lives") Life life) {
        Statistics.label("closed").collect(life.last().isClosed());
        Statistics.label("eventful").collect(life.changes().size() >= 8);
        Statistics.label("closed").coverage(seen -> seen.check(true).percentage(percent -> percent > 15));
        Statistics.label("eventful").coverage(seen -> seen.check(true).percentage(percent -> percent > 30));
    }

    private static Stream<MessageAppended> appended(Step step) {
        return step.changes().stream().filter(MessageAppended.class::isInstance).map(MessageAppended.class::cast);
    }

    private static boolean isHeldRightly(Conversation it) {
        return it.assignee() == null
                || Stream.of(ANA, BRUNO, CARLA, NOVICE)
                        .filter(agent -> agent.id().equals(it.assignee()))
                        .anyMatch(agent -> agent.mayBeAssignedIn(it.department()));
    }
}
