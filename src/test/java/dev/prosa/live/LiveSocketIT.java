package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.access.TestTokens;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.MovableClock;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LiveSocketIT {

    @TestHTTPResource("/")
    URI base;

    @Inject
    Hubs hubs;

    @Inject
    LiveConnections connections;

    @Inject
    TestTokens tokens;

    @Inject
    MovableClock clock;

    private Connection connection;
    private FeedWriter database;
    private UUID institution;
    private UUID sales;
    private UUID support;
    private UUID ana;
    private UUID admin;

    /** What earlier tests have left open in the same application. */
    private int hubsBefore;

    private int connectionsBefore;

    @BeforeEach
    void anInstitutionWithSalesAndSupport() throws SQLException {
        hubsBefore = hubs.size();
        connectionsBefore = connections.size();
        connection = TestDatabase.ofTheService().connect();
        database = new FeedWriter(connection);
        institution = database.institution();
        support = database.department(institution, "Support");
        sales = database.department(institution, "Sales \"1\"");
        ana = database.agent(institution, "AGENT");
        admin = database.agent(institution, "ADMIN");
        database.join(institution, sales, ana);
    }

    @AfterEach
    void disconnect() {
        clock.putBack();
        database.close();
    }

    private LiveClient connect(UUID agent) {
        return LiveClient.connect(base, tokens.of(institution, agent));
    }

    private void append(UUID feed, int count) {
        database.append(institution, feed, count, "{\"n\":1}");
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    // --- greeting

    @Test
    void hello_toAnAgent_namesItsDepartments() {
        try (LiveClient client = connect(ana)) {
            JsonNode hello = client.awaits("hello");
            assertThat(hello.path("protocol").asText()).isEqualTo("prosa.v1");
            assertThat(hello.path("agentId").asText()).isEqualTo(ana.toString());
            assertThat(hello.path("heartbeatSeconds").asInt()).isEqualTo(20);
            assertThat(hello.path("departments").findValuesAsText("name")).containsExactly("Sales \"1\"");
            assertThat(hello.has("expiresAt")).isTrue();
        }
    }

    @Test
    void hello_toAnAdmin_namesAllDepartments() {
        try (LiveClient client = connect(admin)) {
            assertThat(client.awaits("hello").path("departments").findValuesAsText("name"))
                    .containsExactly("Sales \"1\"", "Support");
        }
    }

    // --- the upgrade

    @Test
    void upgrade_withoutCredential_is401() {
        assertThat(refusalOf(upgrade("prosa.v1"))).isEqualTo(401);
    }

    @Test
    void upgrade_withoutTheSubprotocol_is400() {
        assertThat(refusalOf(upgrade("other.v1").header("Authorization", "Bearer " + tokens.of(institution, ana))))
                .isEqualTo(400);
    }

    @Test
    void upgrade_fromAnotherOrigin_is403() throws IOException {
        assertThat(upgradeFrom("https://evil.example")).contains(" 403 ");
        assertThat(upgradeFrom("null")).contains(" 403 ");
    }

    @Test
    void upgrade_fromTheSameHost_isAccepted() throws IOException {
        assertThat(upgradeFrom("http://localhost:" + base.getPort())).contains(" 101 ");
    }

    /** The status line of an upgrade that a browser would ask for; the HTTP client sets no Origin itself. */
    private String upgradeFrom(String origin) throws IOException {
        try (java.net.Socket socket = new java.net.Socket("localhost", base.getPort())) {
            String request = String.join(
                    "\r\n",
                    "GET /v1/live HTTP/1.1",
                    "Host: localhost:" + base.getPort(),
                    "Origin: " + origin,
                    "Authorization: Bearer " + tokens.of(institution, ana),
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Protocol: prosa.v1",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static WebSocket.Builder upgrade(String protocol) {
        return HttpClient.newHttpClient().newWebSocketBuilder().subprotocols(protocol);
    }

    private int refusalOf(WebSocket.Builder builder) {
        var refused = new int[1];
        assertThatThrownBy(() -> builder.buildAsync(LiveClient.live(base), new WebSocket.Listener() {})
                        .join())
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> refused[0] = e.getResponse().statusCode());
        return refused[0];
    }

    // --- subscribing

    @Test
    void newSubscription_startsAtTheHead_andIsCaughtUp() {
        append(sales, 3);
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            JsonNode subscribed = client.awaits("subscribed", sales.toString());
            assertThat(subscribed.path("seq").asLong()).isEqualTo(3);
            assertThat(subscribed.path("epoch").asText()).isEqualTo(database.epoch(sales));
            assertThat(client.awaits("caughtUp", sales.toString()).path("seq").asLong())
                    .isEqualTo(3);
            append(sales, 2);
            client.awaitsEvents(sales.toString(), 5);
            assertThat(client.seqs(sales.toString())).containsExactly(4L, 5L);
        }
    }

    @Test
    void triage_isAFeedOfItsOwn() {
        try (LiveClient client = connect(ana).subscribe("triage")) {
            client.awaits("caughtUp", "triage");
            append(institution, 1);
            append(sales, 1);
            client.awaitsEvents("triage", 1);
        }
    }

    @Test
    void longBacklog_isDelivered_beforeLiveEvents() {
        append(sales, 3_000);
        try (LiveClient client = connect(ana).subscribe(sales.toString(), 100, database.epoch(sales))) {
            assertThat(client.awaits("subscribed").path("seq").asLong()).isEqualTo(100);
            assertThat(client.awaits("caughtUp").path("seq").asLong()).isGreaterThanOrEqualTo(3_000);
            append(sales, 1);
            client.awaitsEvents(sales.toString(), 3_001);
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(101, 3_001));
            assertThat(client.frames().stream()
                            .filter(f -> f.path("type").asText().equals("caughtUp")))
                    .hasSize(1);
        }
    }

    @Test
    void frames_haveAtMost256Events() {
        append(sales, 600);
        database.append(institution, sales, 40, "\"" + "é".repeat(5_000) + "\"");
        try (LiveClient client = connect(ana).subscribe(sales.toString(), 0, database.epoch(sales))) {
            client.awaitsEvents(sales.toString(), 640);
            assertThat(client.frames())
                    .allSatisfy(f -> assertThat(f.path("events").size()).isLessThanOrEqualTo(256));
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(1, 640));
        }
    }

    @Test
    void position_ofAnotherEpoch_resyncs() {
        append(sales, 3);
        assertResync(1, UUID.randomUUID().toString(), 3);
    }

    @Test
    void position_beyondTheHead_resyncs() {
        append(sales, 3);
        assertResync(4, database.epoch(sales), 3);
    }

    @Test
    void position_beforeTheOldestEvent_resyncs() {
        append(sales, 5);
        database.run("delete from feed_event where feed_id = ? and seq <= 2", sales);
        assertResync(1, database.epoch(sales), 5);
        try (LiveClient client = connect(ana).subscribe(sales.toString(), 2, database.epoch(sales))) {
            client.awaitsEvents(sales.toString(), 5);
        }
    }

    private void assertResync(long after, String epoch, long head) {
        try (LiveClient client = connect(ana).subscribe(sales.toString(), after, epoch)) {
            assertThat(client.awaits("resync").path("seq").asLong()).isEqualTo(head);
            client.awaits("caughtUp");
            append(sales, 1);
            client.awaitsEvents(sales.toString(), head + 1);
        }
    }

    @Test
    void newEpoch_whileSubscribed_resyncs() {
        append(sales, 2);
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            database.run("update feed set epoch = uuidv7() where id = ?", sales);
            assertThat(client.awaits("resync").path("epoch").asText()).isEqualTo(database.epoch(sales));
            append(sales, 1);
            client.awaitsEvents(sales.toString(), 3);
        }
    }

    @Test
    void secondSubscribe_replacesTheFirst() {
        append(sales, 5);
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            client.subscribe(sales.toString(), 2, database.epoch(sales));
            client.awaits("caughtUp");
            append(sales, 1);
            client.awaitsEvents(sales.toString(), 6);
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(3, 6));
        }
    }

    @Test
    void unsubscribe_endsEvents_andClosesTheHub() {
        try (LiveClient client = connect(ana).subscribe(sales.toString()).subscribe("triage")) {
            client.awaits("caughtUp", "triage");
            client.unsubscribe(sales.toString());
            assertThat(client.awaits("unsubscribed").path("reason").asText()).isEqualTo("requested");
            append(sales, 1);
            append(institution, 1);
            client.awaitsEvents("triage", 1);
            assertThat(client.events(sales.toString())).isEmpty();
        }
        await().until(() -> hubs.size() <= hubsBefore && connections.size() <= connectionsBefore);
    }

    // --- access

    @Test
    void subscribe_toHiddenDepartment_isNotFound() {
        UUID foreign = database.institution();
        UUID theirs = database.department(foreign, "Theirs");
        try (LiveClient client = connect(ana)) {
            for (String hidden :
                    List.of(support.toString(), theirs.toString(), institution.toString(), foreign.toString())) {
                JsonNode error = client.subscribe(hidden).awaits("error", hidden);
                assertThat(error.path("code").asText()).isEqualTo("NOT_FOUND");
            }
            client.subscribe(sales.toString()).awaits("caughtUp");
        }
    }

    @Test
    void subscribe_toDeletedDepartment_isNotFound() {
        database.run("delete from membership where department_id = ?", support);
        database.run("update department set deleted_at = now() where id = ?", support);
        try (LiveClient client = connect(admin).subscribe(support.toString())) {
            assertThat(client.awaits("error").path("code").asText()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void revokedAccess_endsSubscription_atItsEvent() {
        try (LiveClient client = connect(ana).subscribe(sales.toString());
                LiveClient other = connect(admin).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            other.awaits("caughtUp");
            inTransaction(this::anaLeavesSalesBetweenTwoEvents);
            JsonNode unsubscribed = client.awaits("unsubscribed", sales.toString());
            assertThat(unsubscribed.path("reason").asText()).isEqualTo("forbidden");
            assertThat(client.seqs(sales.toString())).containsExactly(1L, 2L);
            other.awaitsEvents(sales.toString(), 3);
            assertThat(client.subscribe(sales.toString())
                            .awaits("error")
                            .path("code")
                            .asText())
                    .isEqualTo("NOT_FOUND");
        }
    }

    private void anaLeavesSalesBetweenTwoEvents() {
        append(sales, 1);
        database.leave(institution, sales, ana);
        database.append(institution, sales, List.of("{}"), ana, true);
        append(sales, 1);
    }

    @Test
    void revocation_beforeTheAccessCheck_isIgnored() {
        database.append(institution, sales, List.of("{}"), ana, true);
        append(sales, 1);
        try (LiveClient client = connect(ana).subscribe(sales.toString(), 0, database.epoch(sales))) {
            client.awaits("caughtUp");
            append(sales, 1);
            client.awaitsEvents(sales.toString(), 3);
        }
    }

    @Test
    void changedDepartments_areSent() {
        try (LiveClient client = connect(ana)) {
            client.awaits("hello");
            database.join(institution, support, ana);
            assertThat(client.awaits("departments").path("departments").findValuesAsText("name"))
                    .containsExactly("Sales \"1\"", "Support");
        }
    }

    @Test
    void deactivatedAgent_isClosedWith4403() {
        LiveClient client = connect(ana);
        client.awaits("hello");
        database.run("update agent set active = false where id = ?", ana);
        assertThat(client.awaitsClose()).isEqualTo(4403);
    }

    @Test
    void apiKey_seesAllDepartments_untilRevoked() {
        String secret = "prosa_sk_" + UUID.randomUUID();
        UUID key = database.id(
                "insert into api_key (institution_id, name, prefix, hash, permissions)"
                        + " values (?, 'key', 'p', sha256(convert_to(?, 'UTF8')), '{conversations.read}') returning id",
                institution,
                secret);
        LiveClient client = LiveClient.connect(base, secret);
        assertThat(client.awaits("hello").path("agentId").isNull()).isTrue();
        client.subscribe(support.toString()).awaits("caughtUp", support.toString());
        database.run("update api_key set revoked_at = now() where id = ?", key);
        assertThat(client.awaitsClose()).isEqualTo(4403);
    }

    @Test
    void agentBackInDepartment_resumes_withMissedEvents() {
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            inTransaction(this::anaLeavesSalesBetweenTwoEvents);
            client.awaits("unsubscribed");
            database.join(institution, sales, ana);
            client.subscribe(sales.toString(), 2, database.epoch(sales));
            client.awaitsEvents(sales.toString(), 3);
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(1, 3));
        }
    }

    @Test
    void accessGrantedAgain_isAnnouncedByDepartments() throws SQLException {
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            inTransaction(this::anaLeavesSalesAndIsBack);
            client.awaits("unsubscribed");
            assertThat(client.awaits("departments").path("departments").findValuesAsText("id"))
                    .containsExactly(sales.toString());
            client.subscribe(sales.toString()).awaits("subscribed");
        }
    }

    private void anaLeavesSalesAndIsBack() {
        anaLeavesSalesBetweenTwoEvents();
        database.join(institution, sales, ana);
        database.append(institution, sales, List.of("{}"), ana, false);
    }

    @Test
    void drain_closesWith1001_andADelay() {
        LiveClient client = connect(ana);
        client.awaits("hello");
        connections.drain();
        assertThat(client.awaitsClose()).isEqualTo(1001);
        assertThat(client.closeReason()).matches("reconnect after [0-9]+ ms");
    }

    // --- what is committed

    @Test
    void rolledBackEvent_isNeverSent() throws SQLException {
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            connection.setAutoCommit(false);
            database.append(institution, sales, 1, "{\"n\":\"rolled back\"}");
            connection.rollback();
            connection.setAutoCommit(true);
            database.append(institution, sales, 1, "{\"n\":\"committed\"}");
            assertThat(client.awaitsEvents(sales.toString(), 1))
                    .extracting(e -> e.path("data").path("n").asText())
                    .containsExactly("committed");
        }
    }

    @Test
    void killedListener_losesNoEvent() {
        try (LiveClient client = connect(ana).subscribe(sales.toString())) {
            client.awaits("caughtUp");
            for (int i = 0; i < 5; i++) {
                append(sales, 1);
                database.killListeners();
                append(sales, 1);
            }
            client.awaitsEvents(sales.toString(), 10);
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(1, 10));
        }
    }

    @Test
    void racingWriters_reachAllClients_onceAndInOrder() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) writers.add(new Thread(this::write300));
        String epoch = database.epoch(sales);
        writers.forEach(Thread::start);
        List<LiveClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) clients.add(connect(ana).subscribe(sales.toString(), 0, epoch));
        for (int i = 0; i < 10; i++) clients.remove(0).abort();
        for (Thread writer : writers) writer.join();
        for (LiveClient client : clients) {
            client.awaitsEvents(sales.toString(), 900);
            assertThat(client.seqs(sales.toString())).isEqualTo(seqs(1, 900));
            client.close();
        }
        await().until(() -> hubs.size() <= hubsBefore && connections.size() <= connectionsBefore);
    }

    private void write300() {
        try (FeedWriter writer = new FeedWriter(TestDatabase.ofTheService().connect())) {
            for (int i = 0; i < 300; i++) writer.append(institution, sales, 1, "{}");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inTransaction(Runnable work) {
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- a fresh token

    @Test
    void renewedToken_keepsTheSocketOpen() {
        LiveClient client = connectWithTenSecondsLeft();
        LiveClient other = connectWithTenSecondsLeft();
        Instant end = Instant.parse(client.awaits("hello").path("expiresAt").asText());
        client.renew(tokens.of(institution, ana));
        assertThat(Instant.parse(client.awaits("renewed").path("expiresAt").asText()))
                .isAfter(end);
        other.awaits("hello");
        clock.moveTo(end.plusMillis(1_500));
        assertThat(other.awaitsClose()).isEqualTo(4401);
        client.subscribe("triage").awaits("caughtUp");
        client.close();
    }

    @Test
    void invalidOrForeignToken_doesNotRenew() {
        try (LiveClient client = connect(ana)) {
            JsonNode wrong = client.renew("x".repeat(1_500)).awaits("error");
            assertThat(wrong.path("code").asText()).isEqualTo("UNAUTHORIZED");
            JsonNode foreign = client.renew(tokens.of(institution, admin)).awaits("error");
            assertThat(foreign.path("code").asText()).isEqualTo("FORBIDDEN");
        }
    }

    // --- invalid frames

    @Test
    void invalidFrame_isAnError_andTheSocketStays() {
        try (LiveClient client = connect(ana)) {
            for (String invalid : List.of(
                    "no json",
                    "[]",
                    "{}",
                    "{\"type\":\"dance\"}",
                    "{\"type\":\"subscribe\"}",
                    "{\"type\":\"subscribe\",\"departmentId\":\"triage\",\"after\":1}",
                    "{\"type\":\"subscribe\",\"departmentId\":\"triage\",\"after\":-1,\"epoch\":\"x\"}")) {
                assertThat(client.sendWrong(invalid)
                                .awaits("error")
                                .path("code")
                                .asText())
                        .isEqualTo("VALIDATION_ERROR");
            }
            client.subscribe("triage").awaits("caughtUp");
        }
    }

    @Test
    void tooManyInvalidFrames_areClosedWith4400() {
        LiveClient client = connect(ana);
        for (int i = 0; i < 11; i++) client.sendWrong("invalid");
        assertThat(client.awaitsClose()).isEqualTo(4400);
    }

    @Test
    void frame_over8KiB_isClosedWith1009() {
        LiveClient client = connect(ana);
        client.sendWrong("\"" + "x".repeat(8_200) + "\"");
        assertThat(client.awaitsClose()).isEqualTo(1009);
    }

    @Test
    void fragments_over8KiB_areClosedWith1009() {
        LiveClient client = connect(ana);
        client.sendWrongInTwoFrames("\"" + "x".repeat(8_200) + "\"");
        assertThat(client.awaitsClose()).isEqualTo(1009);
    }

    @Test
    void expiredToken_isClosedWith4401() {
        LiveClient client = connectWithTenSecondsLeft();
        client.awaits("hello");
        clock.forward(Duration.ofSeconds(10));
        assertThat(client.awaitsClose()).isEqualTo(4401);
    }

    private LiveClient connectWithTenSecondsLeft() {
        return LiveClient.connect(base, tokens.endingIn(Duration.ofSeconds(10), institution, ana));
    }
}
