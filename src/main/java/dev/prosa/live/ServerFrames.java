package dev.prosa.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.prosa.feed.FeedPosition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the server sends, besides events. */
final class ServerFrames {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_ECHO = 64;

    private ServerFrames() {}

    /** @param departments as JSON */
    static String hello(UUID agent, String departments, long heartbeatSeconds, Instant expiresAt) {
        return "{\"type\":\"hello\",\"protocol\":\"prosa.v1\",\"agentId\":" + text(agent) + ",\"departments\":"
                + departments + ",\"heartbeatSeconds\":" + heartbeatSeconds + ",\"expiresAt\":" + time(expiresAt)
                + "}";
    }

    /** @param departments as JSON */
    static String departments(String departments) {
        return "{\"type\":\"departments\",\"departments\":" + departments + "}";
    }

    static String renewed(Instant expiresAt) {
        return "{\"type\":\"renewed\",\"expiresAt\":" + time(expiresAt) + "}";
    }

    private static String time(Instant instant) {
        return text(instant == null ? null : MILLIS.format(instant));
    }

    static String subscribed(String department, FeedPosition start) {
        return "{\"type\":\"subscribed\"" + at(department, start) + "}";
    }

    static String resync(String department, FeedPosition start, String reason) {
        return "{\"type\":\"resync\"" + at(department, start) + ",\"reason\":" + text(reason) + "}";
    }

    private static String at(String department, FeedPosition position) {
        return ",\"departmentId\":" + text(department) + ",\"seq\":" + position.seq() + ",\"epoch\":"
                + text(position.epoch());
    }

    static String caughtUp(String department, long seq) {
        return "{\"type\":\"caughtUp\",\"departmentId\":" + text(department) + ",\"seq\":" + seq + "}";
    }

    static String unsubscribed(String department, String reason) {
        return "{\"type\":\"unsubscribed\",\"departmentId\":" + text(department) + ",\"reason\":" + text(reason) + "}";
    }

    static String heartbeat(Map<String, Long> positions) {
        return positions.entrySet().stream()
                .map(p -> text(p.getKey()) + ":" + p.getValue())
                .collect(Collectors.joining(",", "{\"type\":\"heartbeat\",\"positions\":{", "}}"));
    }

    /** @param department what the client named, or null; something long is not repeated */
    static String error(String code, String message, String department) {
        String echo = department == null || department.length() > LONGEST_ECHO ? null : department;
        return "{\"type\":\"error\",\"code\":" + text(code) + ",\"message\":" + text(message) + ",\"departmentId\":"
                + text(echo) + "}";
    }

    private static String text(Object value) {
        if (value == null) return "null";
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value.toString())) + '"';
    }
}
