package dev.prosa.testing;

import java.time.Duration;
import java.util.SplittableRandom;

/** What befalls connections, and when: the same for the same seed, in the order in which they are made. */
public final class Storm {

    /** How long bytes stop where they stop. */
    static final Duration STALL = Duration.ofSeconds(2);

    /** The ends of a connection, and a stall that it outlives. */
    enum Fate {
        FIN,
        RST,
        STALL,
        STALL_AND_CUT,
        HALF_OPEN
    }

    record Strike(Fate fate, Duration after) {}

    private final SplittableRandom random;
    private final Duration meanLife;

    /** @param meanLife how long a connection lasts on average; at no time is it safer than at another */
    public Storm(long seed, Duration meanLife) {
        this.random = new SplittableRandom(seed);
        this.meanLife = meanLife;
    }

    Strike next() {
        double lives = -Math.log(1 - random.nextDouble());
        Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
        return new Strike(fate, Duration.ofMillis(Math.round(lives * meanLife.toMillis())));
    }
}
