package dev.prosa.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * The service as it comes up on an empty embedded database, with the institution Demo; and live push that waits seconds
 * where it waits half a minute, and has its bounds where a test gets to. One profile, since each is another start.
 */
public final class SmallDemoProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "prosa.embedded", "true",
                "prosa.password.cost", "4",
                "prosa.live.heartbeat", "1S",
                "prosa.live.write-timeout", "1S",
                "prosa.live.close-timeout", "1S",
                "prosa.live.max-subscriptions", "2",
                "prosa.live.max-connections-per-caller", "3",
                "prosa.live.max-connections-per-address", "6",
                "prosa.live.hub-linger", "2S");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TestDatabase.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
