package dev.prosa.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Live push that waits seconds where it waits half a minute, and has its bounds where a test gets to. */
public final class ImpatientProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "prosa.live.heartbeat", "1S",
                "prosa.live.write-timeout", "1S",
                "prosa.live.close-timeout", "1S",
                "prosa.live.max-subscriptions", "2",
                "prosa.live.max-connections-per-caller", "3",
                "prosa.live.max-connections-per-address", "6",
                "prosa.live.hub-linger", "2S");
    }
}
