package dev.prosa.testing;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * How large a random test is: a tenth in an ordinary run, its full size with {@code -Dprosa.storm=1}. Each run draws anew;
 * {@code -Dprosa.seed} with the seed that a run has printed repeats it.
 */
public final class StormSize {

    private static final double SHARE = Double.parseDouble(System.getProperty("prosa.storm", "0.1"));
    private static final long SEED = Long.getLong("prosa.seed", System.nanoTime() % 1_000_000_000);

    private static final int MOST_TENTHS = 30;

    private StormSize() {}

    /** @return at least 1 */
    public static int of(int full) {
        return Math.max(1, (int) Math.round(full * SHARE));
    }

    /**
     * Ten times at full size; once in an ordinary run, and again until enough has happened for it to prove something.
     *
     * @return how often
     */
    public static int inTenths(BooleanSupplier enough, IntConsumer tenth) {
        int done = 0;
        while (done < of(10) || done < MOST_TENTHS && !enough.getAsBoolean()) tenth.accept(done++);
        return done;
    }

    public static boolean isFull() {
        return SHARE >= 1;
    }

    /** The seed of this run, which it prints. */
    public static long seedOf(Class<?> test) {
        System.out.printf("%s: %.0f %% of its full size, -Dprosa.seed=%d%n", test.getSimpleName(), 100 * SHARE, SEED);
        return SEED;
    }
}
