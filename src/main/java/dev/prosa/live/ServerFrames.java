package dev.prosa.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.prosa.feed.FeedPosition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the server sends, besides events. */
final class ServerFrames {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_ECHO = 64;

    private ServerFrames() {}

    /** A department as clients see it. */
    record Department(UUID id, String name) {}

    static String hello(UUID agent, List<Department> departments, long heartbeatSeconds, Instant expiresAt) {
        String expires = expiresAt == null ? null : MILLIS.format(expiresAt);
        return "{\"type\":\"hello\",\"protocol\":\"prosa.v1\",\"agentId\":" + text(agent) + ",\"departments\":"
                + list(departments) + ",\"heartbeatSeconds\":" + heartbeatSeconds + ",\"expiresAt\":" + text(expires)
                + "}";
    }

    static String departments(List<Department> departments) {
        return "{\"type\":\"departments\",\"departments\":" + list(departments) + "}";
    }

    private static String list(List<Department> departments) {
        return departments.stream()
                .map(d -> "{\"id\":" + text(d.id()) + ",\"name\":" + text(d.name()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
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
