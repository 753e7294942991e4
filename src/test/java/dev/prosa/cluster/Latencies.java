package dev.prosa.cluster;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Measured times, in words. */
final class Latencies {

    private static final double MICROS_PER_MILLI = 1000;

    private Latencies() {}

    /** @param micros times in microseconds */
    static String of(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, max %.1f ms of %,d",
                at(micros, 50),
                at(micros, 99),
                at(micros, 100),
                micros.getTotalCount());
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
