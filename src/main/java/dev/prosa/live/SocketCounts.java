package dev.prosa.live;

import dev.prosa.live.LiveStore.Viewer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sockets and streams each caller, and each address, has open on this node; safe for all threads. */
final class SocketCounts {

    private final int maxOfCaller;
    private final int maxOfAddress;
    private final Map<Viewer, Integer> ofCallers = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofAddresses = new ConcurrentHashMap<>();

    SocketCounts(int maxOfCaller, int maxOfAddress) {
        this.maxOfCaller = maxOfCaller;
        this.maxOfAddress = maxOfAddress;
    }

    /** Counts one more; false if it is one too many, which counts until it is {@link #left}. */
    boolean came(Viewer caller, String address) {
        boolean fewOfCaller = ofCallers.merge(caller, 1, Integer::sum) <= maxOfCaller;
        boolean fewOfAddress = ofAddresses.merge(address, 1, Integer::sum) <= maxOfAddress;
        return fewOfCaller && fewOfAddress;
    }

    void left(Viewer caller, String address) {
        ofCallers.computeIfPresent(caller, (same, count) -> oneLess(count));
        ofAddresses.computeIfPresent(address, (same, count) -> oneLess(count));
    }

    private static Integer oneLess(int count) {
        return count == 1 ? null : count - 1;
    }
}
