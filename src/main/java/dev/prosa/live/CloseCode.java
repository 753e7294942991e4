package dev.prosa.live;

import io.quarkus.websockets.next.CloseReason;

/** Why the server closes a socket; docs/live.md says what a client should do for each code. */
public enum CloseCode {
    GOING_AWAY(1001, "going away"),
    NOT_TEXT(1003, "text only"),
    TOO_BIG(1009, "frame too big"),
    INTERNAL(1011, "internal error"),
    INVALID_FRAMES(4400, "too many bad frames"),
    TOKEN_EXPIRED(4401, "token expired"),
    ACCESS_ENDED(4403, "access ended"),
    SLOW_CONSUMER(4408, "slow consumer"),
    TOO_MANY(4429, "too many sockets");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public CloseReason reason() {
        return reason(reason);
    }

    CloseReason reason(String text) {
        return new CloseReason(code, text);
    }
}
