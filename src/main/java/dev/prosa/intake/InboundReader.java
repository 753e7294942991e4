package dev.prosa.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemJson;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads inbound messages from JSON. */
@Singleton
public final class InboundReader {

    private final ItemJson json;

    public InboundReader(ItemJson json) {
        this.json = json;
    }

    /** @throws Refused naming what is wrong */
    public InboundMessage read(JsonNode item, UUID institution, UUID channel) {
        return json.read(item, InboundRequest.class).checked(institution, channel);
    }
}
