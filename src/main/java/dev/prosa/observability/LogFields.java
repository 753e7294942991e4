package dev.prosa.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * What a log line is about, in addition to its message: {@code mdc} in JSON. The names are fixed: {@code traceId},
 * {@code conversation}, {@code department} (the institution's id: triage), {@code channel}, {@code agent} (or API key),
 * {@code seq}.
 */
public final class LogFields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private LogFields() {}

    public static LogFields of(String name, Object value) {
        return new LogFields().and(name, value);
    }

    public LogFields and(String name, Object value) {
        fields.put(name, value.toString());
        return this;
    }

    /** Every line that {@code lines} writes has these fields. */
    public void log(Runnable lines) {
        fields.forEach(MDC::put);
        try {
            lines.run();
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
