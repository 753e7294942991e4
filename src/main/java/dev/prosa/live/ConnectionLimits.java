package dev.prosa.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the sockets and streams of each caller, and of each address, on this node. Safe for all threads. */
final class ConnectionLimits {

    private final int maxPerCaller;
    private final int maxPerAddress;
    private final Map<Viewer, Integer> byCaller = new ConcurrentHashMap<>();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionLimits(int maxPerCaller, int maxPerAddress) {
        this.maxPerCaller = maxPerCaller;
        this.maxPerAddress = maxPerAddress;
    }

    /** Counts one more; false if it is one too many, which must be {@link #release released} nevertheless. */
    boolean acquire(Viewer caller, String address) {
        boolean fitsCaller = byCaller.merge(caller, 1, Integer::sum) <= maxPerCaller;
        boolean fitsAddress = byAddress.merge(address, 1, Integer::sum) <= maxPerAddress;
        return fitsCaller && fitsAddress;
    }

    void release(Viewer caller, String address) {
        byCaller.computeIfPresent(caller, (same, count) -> oneLess(count));
        byAddress.computeIfPresent(address, (same, count) -> oneLess(count));
    }

    private static Integer oneLess(int count) {
        return count == 1 ? null : count - 1;
    }
}
