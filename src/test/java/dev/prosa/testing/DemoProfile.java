package dev.prosa.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The service as it comes up on an empty embedded database: with the institution Demo. */
public final class DemoProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("prosa.embedded", "true", "prosa.password.cost", "4");
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
