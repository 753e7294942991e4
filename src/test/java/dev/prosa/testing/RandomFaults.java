package dev.prosa.testing;

import java.time.Duration;
import java.util.SplittableRandom;

/** Random faults of connections: the same for the same seed, in the order in which connections are made. */
public final class RandomFaults {

    /** How long a stall lasts. */
    static final Duration STALL = Duration.ofSeconds(2);

    /** Ways in which a connection ends, and a stall that it survives. */
    enum FaultType {
        FIN,
        RST,
        STALL,
        STALL_AND_CUT,
        HALF_OPEN
    }

    record Fault(FaultType type, Duration after) {}

    private final SplittableRandom random;
    private final Duration meanLife;

    /** @param meanLife how long a connection lasts on average; the lifetime is exponentially distributed */
    public RandomFaults(long seed, Duration meanLife) {
        this.random = new SplittableRandom(seed);
        this.meanLife = meanLife;
    }

    Fault next() {
        double lives = -Math.log(1 - random.nextDouble());
        FaultType type = FaultType.values()[random.nextInt(FaultType.values().length)];
        return new Fault(type, Duration.ofMillis(Math.round(lives * meanLife.toMillis())));
    }
}
