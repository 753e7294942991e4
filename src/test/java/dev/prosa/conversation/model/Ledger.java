package dev.prosa.conversation.model;

import dev.prosa.conversation.reference.MessageAuthor;
import dev.prosa.conversation.reference.MessageAuthor.FromAgent;
import dev.prosa.conversation.reference.MessageAuthor.FromContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The messages themselves, from which a test counts afresh what a conversation only carries along. */
public record Ledger(List<Entry> messages, long lastReadSeq, boolean isClosed) {

    public record Entry(MessageAuthor author, Instant at) {
        public boolean isInbound() {
            return author instanceof FromContact;
        }
    }

    public static Ledger empty() {
        return new Ledger(List.of(), 0, false);
    }

    public Ledger withMessageBy(MessageAuthor author, Instant at) {
        List<Entry> longer = new ArrayList<>(messages);
        longer.add(new Entry(author, at));
        return new Ledger(longer, author instanceof FromAgent ? longer.size() : lastReadSeq, isClosed);
    }

    public Ledger readUpTo(long seq) {
        return new Ledger(messages, Math.max(lastReadSeq, Math.min(seq, messages.size())), isClosed);
    }

    public Ledger closed() {
        return new Ledger(messages, messages.size(), true);
    }

    public long inboundAfter(long seq) {
        return LongStream.rangeClosed(1, messages.size())
                .filter(each -> each > seq && entry(each).isInbound())
                .count();
    }

    public long unread() {
        return inboundAfter(lastReadSeq);
    }

    /** Time of the oldest inbound message after the last one by an agent, or null. */
    public Instant waitingSince() {
        long lastAnswer = LongStream.rangeClosed(1, messages.size())
                .filter(each -> entry(each).author() instanceof FromAgent)
                .max()
                .orElse(0);
        return messages.stream()
                .skip(lastAnswer)
                .filter(message -> message.isInbound() && !isClosed)
                .map(Entry::at)
                .findFirst()
                .orElse(null);
    }

    private Entry entry(long seq) {
        return messages.get((int) seq - 1);
    }
}
