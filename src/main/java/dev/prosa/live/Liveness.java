package dev.prosa.live;

import java.time.Clock;
import java.time.Duration;

/** When a client was last sent and last sent us anything, and what is due by the clock. Safe for all threads. */
final class Liveness {

    private static final int SLOW_FRACTION = 10;

    private final LiveConfig config;
    private final Clock clock;
    private final Credential credential;
    private final boolean answersPings;
    private volatile long lastSent;
    private volatile long lastReceived;

    Liveness(LiveConfig config, Clock clock, Credential credential, boolean answersPings) {
        this.config = config;
        this.clock = clock;
        this.credential = credential;
        this.answersPings = answersPings;
        this.lastSent = clock.millis();
        this.lastReceived = lastSent;
    }

    void sent() {
        lastSent = clock.millis();
    }

    void received() {
        lastReceived = clock.millis();
    }

    /** Whether anything may be due that this class knows of. */
    boolean mayBeDue() {
        return isHeartbeatDue() || isWriteOverdue() || isClientSilent() || isExpired();
    }

    /** Why the connection must end now; null if it need not. */
    CloseCode overdue(boolean isWriting) {
        if (isExpired()) return CloseCode.TOKEN_EXPIRED;
        return isClientSilent() || isWriting && isWriteOverdue() ? CloseCode.SLOW_CONSUMER : null;
    }

    private boolean isExpired() {
        return credential.isExpired(clock.instant());
    }

    boolean isHeartbeatDue() {
        return isOver(config.heartbeat(), lastSent);
    }

    private boolean isWriteOverdue() {
        return isOver(config.writeTimeout(), lastSent);
    }

    /** Whether a write that is in flight takes too long for a client that is far behind. */
    boolean isWriteSlow() {
        return isOver(config.writeTimeout().dividedBy(SLOW_FRACTION), lastSent);
    }

    /** Whether the client has not even answered pings for too long. */
    private boolean isClientSilent() {
        return answersPings && isOver(config.clientTimeout(), lastReceived);
    }

    private boolean isOver(Duration time, long since) {
        return clock.millis() - since >= time.toMillis();
    }
}
