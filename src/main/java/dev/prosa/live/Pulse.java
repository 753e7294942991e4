package dev.prosa.live;

import java.time.Clock;

/** When a client was last sent something, heard, or told goodbye, and what is due by that; for any thread. */
final class Pulse {

    private static final long NEVER = Long.MAX_VALUE;

    private final LiveConfig config;
    private final Clock clock;
    private volatile long lastSent;
    private volatile long lastHeard;
    private volatile long dropAt = NEVER;

    Pulse(LiveConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.lastSent = clock.millis();
        this.lastHeard = lastSent;
    }

    void sent() {
        lastSent = clock.millis();
    }

    void heard() {
        lastHeard = clock.millis();
    }

    void saidGoodbye() {
        dropAt = clock.millis() + config.closeTimeout().toMillis();
    }

    /** Whether the client was sent nothing for so long that it is due a heartbeat. */
    boolean isQuiet() {
        return clock.millis() - lastSent >= config.heartbeat().toMillis();
    }

    /** Whether a write that is in flight has been so for too long. */
    boolean isStuck() {
        return clock.millis() - lastSent >= config.writeTimeout().toMillis();
    }

    /** Whether a write that is in flight has been so for too long for a client that is far behind. */
    boolean isSlow() {
        return clock.millis() - lastSent >= config.writeTimeout().toMillis() / 10;
    }

    /** Whether the client has not even answered pings. */
    boolean isLost() {
        return clock.millis() - lastHeard >= config.clientSilence().toMillis();
    }

    /** Whether the goodbye has not ended the socket in time. */
    boolean isOverdue() {
        return clock.millis() >= dropAt;
    }
}
