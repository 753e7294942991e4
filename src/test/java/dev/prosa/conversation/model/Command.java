package dev.prosa.conversation.model;

import dev.prosa.conversation.reference.InboundRules;
import dev.prosa.conversation.reference.MessageAuthor;
import dev.prosa.conversation.reference.MessageAuthor.FromContact;
import java.time.Instant;

/** What may be asked of a conversation, as a value that random sequences are made of. */
sealed interface Command {

    Decision on(ActiveConversation conversation, Ledger ledger, Instant now);

    /** Asked of a closed conversation: refused, unless it is about reading. */
    default Decision on(ClosedConversation conversation) {
        return conversation.decide(active -> on(active, Ledger.empty(), conversation.closedAt()));
    }

    /** What becomes of the ledger once the command was accepted. */
    default Ledger recordedIn(Ledger ledger, Instant now) {
        return ledger;
    }

    record Receive() implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return InboundRules.receive(conversation, now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.withMessageBy(new FromContact(Examples.CONTACT), now);
        }
    }

    record Reply(Author author) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.send(author, now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.withMessageBy(MessageAuthor.of(author), now);
        }
    }

    record Assign(Agent agent) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.assign(agent, now);
        }
    }

    record AssignExpecting(Agent expected, Agent agent) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.assignExpecting(expected == null ? null : expected.id(), agent, now);
        }
    }

    record Transfer(Destination to) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.transfer(to, now);
        }
    }

    record Read(long upToSeq) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.read(upToSeq, ledger.inboundAfter(upToSeq));
        }

        @Override
        public Decision on(ClosedConversation conversation) {
            return conversation.read();
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.readUpTo(upToSeq);
        }
    }

    record Close(String note) implements Command {
        @Override
        public Decision on(ActiveConversation conversation, Ledger ledger, Instant now) {
            return conversation.close(note, now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.closed();
        }
    }
}
