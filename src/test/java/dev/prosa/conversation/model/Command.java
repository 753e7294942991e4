package dev.prosa.conversation.model;

import java.time.Instant;

/** What may be asked of a conversation, as a value that random lives are made of. */
sealed interface Command {

    Decision on(Conversation conversation, Ledger ledger, Instant now);

    /** What becomes of the ledger once the command was accepted. */
    default Ledger recordedIn(Ledger ledger, Instant now) {
        return ledger;
    }

    record Receive() implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.receive(now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.withMessageBy(new Author.ContactAuthor(Examples.CONTACT), now);
        }
    }

    record Reply(Author.Sender author) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.reply(author, now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.withMessageBy(author, now);
        }
    }

    record Assign(Agent agent) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.assign(agent, now);
        }
    }

    record AssignExpecting(Agent expected, Agent agent) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.assignExpecting(expected == null ? null : expected.id(), agent, now);
        }
    }

    record Transfer(Destination to) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.transfer(to, now);
        }
    }

    record Read(long upToSeq) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.read(upToSeq, ledger.inboundAfter(upToSeq));
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.readUpTo(upToSeq);
        }
    }

    record Close(String note) implements Command {
        @Override
        public Decision on(Conversation conversation, Ledger ledger, Instant now) {
            return conversation.close(note, now);
        }

        @Override
        public Ledger recordedIn(Ledger ledger, Instant now) {
            return ledger.closed();
        }
    }
}
