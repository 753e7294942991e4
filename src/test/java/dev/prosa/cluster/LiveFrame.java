package dev.prosa.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.List;

/** The fields of a frame that load clients read; the data of the events is skipped, but must be well-formed. */
@JsonIgnoreProperties(ignoreUnknown = true)
record LiveFrame(String type, String departmentId, long seq, String epoch, List<Event> events) {

    private static final ObjectReader READER = new ObjectMapper().readerFor(LiveFrame.class);

    /** @param at ISO 8601 */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(long seq, String at) {}

    static LiveFrame parse(String text) {
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a frame: " + text, e);
        }
    }

    static String subscribe(String department) {
        return "{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}";
    }

    static String subscribe(String department, long after, String epoch) {
        return "{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\",\"after\":" + after + ",\"epoch\":\""
                + epoch + "\"}";
    }
}
