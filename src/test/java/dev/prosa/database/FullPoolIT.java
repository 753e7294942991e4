package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.problem.Problem;
import dev.prosa.testing.Client;
import dev.prosa.testing.Problems;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool of which every connection is held, and as many wait for one as may. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FullPoolIT {

    @TestHTTPResource("/")
    URI node;

    @Inject
    Pool pool;

    @Inject
    Transactions transactions;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    @ConfigProperty(name = "prosa.database.max-waiting")
    int places;

    private final List<CompletableFuture<SqlConnection>> wanted = new ArrayList<>();
    private Client program;

    @BeforeEach
    void hold() {
        program = TestInstitution.on(node, TestDatabase.ofTheService()).program();
        int more = 5; // than there is room for, whoever else waits already
        for (int n = 0; n < connections + places + more; n++)
            wanted.add(pool.getConnection().subscribeAsCompletionStage());
        for (int n = 0; n < connections; n++) wanted.get(n).join();
        // the first to be refused: nobody overtakes who waits
        await().until(() -> wanted.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
    }

    @AfterEach
    void release() {
        wanted.forEach(FullPoolIT::release);
    }

    private static void release(CompletableFuture<SqlConnection> wanted) {
        wanted.handle((connection, refused) ->
                        refused == null ? connection.close() : Uni.createFrom().voidItem())
                .join()
                .await()
                .indefinitely();
    }

    @Test
    void request_onAFullPool_isRefusedAtOnce_withRetryAfter() {
        Client.Answer answer = program.get("/v1/conversations");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void transaction_onAFullPool_isRefusedAtOnce() throws Throwable {
        Uni<Problem> refusal = transactions
                .run(session -> Uni.createFrom().voidItem())
                .map(done -> (Problem) null)
                .onFailure()
                .recoverWithItem(Problems::of);
        assertThat(VertxContextSupport.subscribeAndAwait(() -> refusal)).isEqualTo(Problem.UNAVAILABLE);
    }
}
