package dev.prosa.live;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.prosa.directory.Caller;
import dev.prosa.feed.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The frames that the server sends, except those of events. */
public final class ServerFrames {

    public static final String SUBSCRIBED = "subscribed";
    public static final String RESYNC = "resync";
    public static final String CAUGHT_UP = "caughtUp";
    public static final String UNSUBSCRIBED = "unsubscribed";
    public static final String HEARTBEAT = "heartbeat";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MAX_ECHO = 64;

    private ServerFrames() {}

    /** @param departments as JSON */
    static Frame hello(Credential credential, String departments, Duration heartbeat) {
        Caller caller = credential.caller();
        UUID agent = caller.isAgent() ? caller.id() : null;
        return frame(
                "hello",
                ",\"protocol\":\"prosa.v1\",\"agentId\":" + text(agent) + ",\"departments\":" + departments
                        + ",\"heartbeatSeconds\":" + heartbeat.toSeconds() + ",\"expiresAt\":"
                        + time(credential.expiresAt()));
    }

    private static Frame frame(String type, String members) {
        return frame(type, members, null);
    }

    private static Frame frame(String type, String members, FeedPosition position) {
        return new Frame(type, "{\"type\":\"" + type + "\"" + members + "}", position, List.of());
    }

    /** @param departments as JSON */
    static Frame departments(String departments) {
        return frame("departments", ",\"departments\":" + departments);
    }

    static Frame renewed(Instant expiresAt) {
        return frame("renewed", ",\"expiresAt\":" + time(expiresAt));
    }

    private static String time(Instant instant) {
        return text(instant == null ? null : MILLIS.format(instant));
    }

    static Frame subscribed(String department, FeedPosition start) {
        return frame(SUBSCRIBED, at(department, start), start);
    }

    static Frame resync(String department, FeedPosition start, String reason) {
        return frame(RESYNC, at(department, start) + ",\"reason\":" + text(reason), start);
    }

    private static String at(String department, FeedPosition position) {
        return about(department) + ",\"seq\":" + position.seq() + ",\"epoch\":" + text(position.epoch());
    }

    static Frame caughtUp(String department, long seq) {
        return frame(CAUGHT_UP, about(department) + ",\"seq\":" + seq);
    }

    static Frame unsubscribed(String department, String reason) {
        return frame(UNSUBSCRIBED, about(department) + ",\"reason\":" + text(reason));
    }

    static Frame heartbeat(Map<String, Long> positions) {
        String pairs = positions.entrySet().stream()
                .map(position -> text(position.getKey()) + ":" + position.getValue())
                .collect(Collectors.joining(","));
        return frame(HEARTBEAT, ",\"positions\":{" + pairs + "}");
    }

    /** @param department what the client named, or null; a long text is not echoed */
    static Frame error(String code, String message, String department) {
        String echo = department == null || department.length() > MAX_ECHO ? null : department;
        return frame("error", ",\"code\":" + text(code) + ",\"message\":" + text(message) + about(echo));
    }

    private static String about(String department) {
        return ",\"departmentId\":" + text(department);
    }

    private static String text(Object value) {
        if (value == null) return "null";
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value.toString())) + '"';
    }
}
