package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the service has to say to a step.
 *
 * @param code of the problem, else empty
 * @param data of the answer, or null where it is not compared
 */
record Expected(int status, String code, JsonNode data, Map<UUID, List<String>> events) {

    static Expected problem(int status, String code) {
        return new Expected(status, code, null, Map.of());
    }
}
