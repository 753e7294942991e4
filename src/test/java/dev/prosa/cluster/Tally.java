package dev.prosa.cluster;

import java.util.BitSet;

/** What one client was told of one feed over all of its sockets, and what of it was wrong. */
final class Tally {

    private final BitSet told = new BitSet();
    private long first = -1;
    private long position = -1;
    private long repeats;
    private long gaps;
    private long disorder;

    /** Of one client or of many together. */
    record Sum(long expected, long delivered, long repeats, long gaps, long disorder) {

        static final Sum NONE = new Sum(0, 0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
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

    /** A socket goes on after this position: what lies between it and the last event is missing. */
    void startsAfter(long seq) {
        if (isEmpty()) first = seq;
        else if (seq != position) gaps++;
        position = Math.max(position, seq);
    }

    void told(long seq) {
        int event = Math.toIntExact(seq - first);
        if (told.get(event)) repeats++;
        else if (seq < position) disorder++;
        else if (seq > position + 1) gaps++;
        told.set(event);
        position = Math.max(position, seq);
    }

    /** @param head how many events the feed has: what was to be told is all of it after the first position */
    Sum upTo(long head) {
        return new Sum(head - first, told.cardinality(), repeats, gaps, disorder);
    }
}
