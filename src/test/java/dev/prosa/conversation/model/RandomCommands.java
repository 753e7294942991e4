package dev.prosa.conversation.model;

import static dev.prosa.conversation.model.Examples.ANA;
import static dev.prosa.conversation.model.Examples.BRUNO;
import static dev.prosa.conversation.model.Examples.CARLA;
import static dev.prosa.conversation.model.Examples.NOVICE;
import static dev.prosa.conversation.model.Examples.PROGRAM;
import static dev.prosa.conversation.model.Examples.RETIRED;
import static dev.prosa.conversation.model.Examples.SALES;
import static dev.prosa.conversation.model.Examples.SUPPORT;
import static dev.prosa.conversation.model.Examples.TRIAGE;

import dev.prosa.conversation.model.Author.AgentAuthor;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random commands by a handful of agents, often wrong ones, at times that jump back and forth. */
final class RandomCommands {

    private RandomCommands() {}

    static Arbitrary<CommandSequence.TimedCommand> any() {
        return Combinators.combine(commands(), minutes())
                .as((command, at) -> new CommandSequence.TimedCommand(command, Examples.minute(at)));
    }

    static Arbitrary<CommandSequence.FirstMessage> firstMessages() {
        Arbitrary<Optional<Author>> senders = Arbitraries.of(
                Optional.empty(),
                Optional.of(PROGRAM),
                Optional.of(new AgentAuthor(ANA)),
                Optional.of(new AgentAuthor(NOVICE)));
        return Combinators.combine(senders, departments()).as(CommandSequence.FirstMessage::new);
    }

    private static Arbitrary<Command> commands() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(new Command.Receive())),
                Tuple.of(5, senders().map(Command.Reply::new)),
                Tuple.of(4, agentsOrNobody().map(Command.Assign::new)),
                Tuple.of(
                        3,
                        Combinators.combine(agentsOrNobody(), agentsOrNobody()).as(Command.AssignExpecting::new)),
                Tuple.of(6, destinations().map(Command.Transfer::new)),
                Tuple.of(5, Arbitraries.longs().between(-1, 12).map(Command.Read::new)),
                Tuple.of(1, notes().map(Command.Close::new)));
    }

    private static Arbitrary<Author> senders() {
        return Arbitraries.oneOf(agents().map(AgentAuthor::new), Arbitraries.just(PROGRAM));
    }

    private static Arbitrary<Destination> destinations() {
        Arbitrary<Destination> bare = Arbitraries.oneOf(
                departments().map(Destination::toDepartment),
                agents().map(Destination::toAgent),
                Combinators.combine(departments(), agents()).as(Destination::toAgentIn));
        return Combinators.combine(bare, notes()).as(Destination::withNote);
    }

    private static Arbitrary<Agent> agents() {
        return Arbitraries.of(ANA, BRUNO, CARLA, NOVICE, RETIRED);
    }

    private static Arbitrary<Agent> agentsOrNobody() {
        return agents().injectNull(0.25);
    }

    private static Arbitrary<DepartmentId> departments() {
        return Arbitraries.of(SALES, SUPPORT, TRIAGE);
    }

    private static Arbitrary<String> notes() {
        return Arbitraries.of("a note", null);
    }

    private static Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, 60);
    }
}
