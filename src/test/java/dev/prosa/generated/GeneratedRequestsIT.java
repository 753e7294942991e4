package dev.prosa.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.OpenApi;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.Together;
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
        Together.forEach(AT_ONCE, AT_ONCE, this::send);

        assertThat(faults).as("-Dprosa.seed=%d", SEED).isEmpty();
    }

    /** A share of the requests, to an institution of its own. */
    private void send(int share) {
        Random random = new Random(SEED + share);
        try (Estate estate = new Estate(node, random);
                Estate elsewhere = new Estate(node, random)) {
            List<Case> cases = cases(estate, elsewhere);
            Sender sender = new Sender(node, estate, random);
            int requests = REQUESTS / AT_ONCE;
            for (int sent = 0; sent < requests && faults.size() < ENOUGH; sent++) {
                if (sent % cases.size() == 0) Collections.shuffle(cases, random);
                sender.send(cases.get(sent % cases.size())).ifPresent(faults::add);
            }
        }
    }

    private static List<Case> cases(Estate estate, Estate elsewhere) {
        List<Case> cases = new ArrayList<>();
        for (OpenApi.Operation operation : OpenApi.document().operations()) {
            String foreign = elsewhere.idOf(Estate.kindOf(operation.path()));
            cases.addAll(Cases.of(operation, estate, foreign));
        }
        return cases;
    }
}
