package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import dev.prosa.testing.TestInstitution.Agent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that hang up while their request is at the database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AbortedRequestsIT {

    private static final int REQUESTS = 1_000;
    private static final int AT_ONCE = 50;

    @TestHTTPResource("/")
    URI node;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int connections;

    private static final Logger DROPPED = Logger.getLogger("io.quarkus.mutiny.runtime.MutinyInfrastructure");

    private final Recorder faults = new Recorder();
    private Agent maria;
    private String conversation;

    private static final class Recorder extends Handler {
        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            seen.add(String.valueOf(logged.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @AfterEach
    void listenNoMore() {
        DROPPED.removeHandler(faults);
    }

    @BeforeEach
    void aConversation() {
        TestInstitution institution = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        maria = institution.agent("Maria", "AGENT", sales);
        conversation = "/v1/conversations/"
                + institution
                        .writes(institution.channel(sales), institution.phone(), "hello")
                        .path("conversationId")
                        .asText();
    }

    @Test
    void pool_afterAThousandAbortedRequests_isFull() throws IOException {
        DROPPED.addHandler(faults);
        for (int n = 0; n < REQUESTS; n += AT_ONCE) hangUpOn(AT_ONCE);
        assertThat(allConnections()).hasSize(connections);
        assertThat(faults.seen).as("sessions closed under their work").isEmpty();
        maria.http().patch(conversation + "/read", Map.of()).ok();
        maria.http().patch(conversation + "/assign", assignment()).ok();
        assertThat(maria.http().get(conversation).ok().data().path("status").asText())
                .isEqualTo("OPEN");
    }

    /** They all want the same row, so that most are at the database when their clients go. */
    private void hangUpOn(int requests) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int n = 0; n < requests; n += 2) {
            clients.add(sent("/read", "{}"));
            clients.add(sent("/assign", "{\"attendantId\":\"" + maria.id() + "\"}"));
        }
        // once one is answered others have reached the database
        clients.get(0).getInputStream().read();
        for (Socket client : clients) client.close();
    }

    private Socket sent(String command, String body) throws IOException {
        Socket client = new Socket(node.getHost(), node.getPort());
        client.setSoLinger(true, 0); // a reset, as of a client that died
        String request = "PATCH " + conversation + command + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer "
                + maria.http().bearer() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private Map<String, Object> assignment() {
        return Map.of("attendantId", maria.id());
    }

    /** Far sooner than the database ends a transaction that was left open. */
    private List<SqlConnection> allConnections() {
        List<Uni<SqlConnection>> wanted =
                Stream.generate(pool::getConnection).limit(connections).toList();
        List<SqlConnection> all = Uni.join().all(wanted).andFailFast().await().atMost(Duration.ofSeconds(15));
        all.forEach(SqlConnection::closeAndAwait);
        return all;
    }
}
