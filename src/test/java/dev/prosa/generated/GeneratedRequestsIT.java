package dev.prosa.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.Concurrently;
import dev.prosa.testing.OpenApi;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Requests made up out of the OpenAPI document, valid ones and ones with each thing wrong that can be: none is a fault,
 * every answer is as the document says, and what is refused changes nothing.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class GeneratedRequestsIT {

    private static final int REQUESTS = StormSize.of(10_000);
    private static final long SEED = StormSize.seedOf(GeneratedRequestsIT.class);
    private static final int AT_ONCE = 4;
    private static final int ENOUGH = 10;

    @TestHTTPResource("/")
    URI node;

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    @Test
    void answer_conforms_andRefusedRequestsChangeNothing() {
        Concurrently.forEach(AT_ONCE, AT_ONCE, this::send);

        assertThat(faults).as("-Dprosa.seed=%d", SEED).isEmpty();
    }

    /** A share of the requests, to an institution of its own. */
    private void send(int share) {
        Random random = new Random(SEED + share);
        try (TargetInstitution target = new TargetInstitution(node, random);
                TargetInstitution elsewhere = new TargetInstitution(node, random)) {
            List<Case> cases = cases(target, elsewhere);
            Sender sender = new Sender(node, target, random);
            int requests = REQUESTS / AT_ONCE;
            for (int sent = 0; sent < requests && faults.size() < ENOUGH; sent++) {
                if (sent % cases.size() == 0) Collections.shuffle(cases, random);
                sender.send(cases.get(sent % cases.size())).ifPresent(faults::add);
            }
        }
    }

    private static List<Case> cases(TargetInstitution target, TargetInstitution elsewhere) {
        List<Case> cases = new ArrayList<>();
        for (OpenApi.Operation operation : OpenApi.document().operations()) {
            String foreign = elsewhere.idOf(TargetInstitution.kindOf(operation.path()));
            cases.addAll(Cases.of(operation, target, foreign));
        }
        return cases;
    }
}
