package dev.prosa.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.batching.ItemJson;
import dev.prosa.problem.Refused;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Reads delivery reports from JSON. */
@Singleton
public final class ReportReader {

    private final ItemJson json;

    public ReportReader(ItemJson json) {
        this.json = json;
    }

    /** @throws Refused naming what is wrong */
    public DeliveryReport read(JsonNode item, UUID institution, UUID channel) {
        return json.read(item, ReportRequest.class).checked(institution, channel);
    }
}
