package dev.prosa.cluster;

import java.util.BitSet;

/** The events of one feed that one client received over all its sockets, and what was wrong with them. */
final class ReceivedEvents {

    private final BitSet received = new BitSet();
    private long first = -1;
    private long position = -1;
    private long repeats;
    private long gaps;
    private long disorder;

    /** Of one client or of many together. */
    record Totals(long expected, long delivered, long repeats, long gaps, long disorder) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    expected + other.expected,
                    delivered + other.delivered,
                    repeats + other.repeats,
                    gaps + other.gaps,
                    disorder + other.disorder);
        }

        double percent() {
            return 100.0 * delivered / expected;
        }

        boolean isPerfect() {
            return delivered == expected && repeats + gaps + disorder == 0;
        }

        @Override
        public String toString() {
            return String.format(
                    "%.3f %% of %,d delivered, %d repeats, %d gaps, %d disorder",
                    percent(), expected, repeats, gaps, disorder);
        }
    }

    boolean isEmpty() {
        return first < 0;
    }

    long position() {
        return position;
    }

    /** A socket resumes after this position: the events between it and the last one are missing. */
    void startsAfter(long seq) {
        if (isEmpty()) first = seq;
        else if (seq != position) gaps++;
        position = Math.max(position, seq);
    }

    void received(long seq) {
        int event = Math.toIntExact(seq - first);
        if (received.get(event)) repeats++;
        else if (seq < position) disorder++;
        else if (seq > position + 1) gaps++;
        received.set(event);
        position = Math.max(position, seq);
    }

    /** @param head how many events the feed has; expected are all after the first position */
    Totals upTo(long head) {
        return new Totals(head - first, received.cardinality(), repeats, gaps, disorder);
    }
}
