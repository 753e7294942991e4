package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.access.TestTokens;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.MovableClock;
import dev.prosa.testing.SseClient;
import dev.prosa.testing.SseClient.Event;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EventStreamIT {

    @TestHTTPResource("/")
    URI base;

    @Inject
    LiveConnections connections;

    @Inject
    TestTokens tokens;

    @Inject
    MovableClock clock;

    private FeedWriter database;
    private UUID institution;
    private UUID sales;
    private UUID ana;
    private String epoch;

    @BeforeEach
    void anAgentOfSales() throws SQLException {
        database = new FeedWriter(TestDatabase.ofTheService().connect());
        institution = database.institution();
        sales = database.department(institution, "Sales");
        ana = database.agent(institution, "AGENT");
        database.join(institution, sales, ana);
        epoch = database.epoch(sales);
    }

    @AfterEach
    void disconnect() {
        clock.putBack();
        database.close();
    }

    private SseClient stream(String lastEventId) {
        return SseClient.open(base, tokens.of(institution, ana), sales.toString(), lastEventId);
    }

    private void append(int count) {
        database.append(institution, sales, count, "{\"n\":1}");
    }

    private String at(long seq) {
        return epoch + ":" + seq;
    }

    private static List<Long> seqs(List<Event> events) {
        return events.stream().map(Event::seq).toList();
    }

    @Test
    void newStream_startsAtTheHead_andContinuesLive() {
        append(3);
        try (SseClient client = stream(null)) {
            Event subscribed = client.awaits("subscribed");
            assertThat(subscribed.id()).isEqualTo(at(3));
            assertThat(subscribed.data().path("departmentId").asText()).isEqualTo(sales.toString());
            assertThat(client.awaits("caughtUp").data().path("seq").asLong()).isEqualTo(3);
            append(2);
            List<Event> events = client.awaitsSeq(5);
            assertThat(seqs(events)).containsExactly(4L, 5L);
            assertThat(events.get(0).id()).isEqualTo(at(4));
            assertThat(events.get(0).name()).isEqualTo("test.event");
            assertThat(events.get(0).data().path("type").asText()).isEqualTo("test.event");
            assertThat(events.get(0).data().path("data").path("n").asInt()).isEqualTo(1);
        }
    }

    @Test
    void response_isNotCacheable() {
        try (SseClient client = stream(null)) {
            assertThat(client.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(client.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void lastEventId_resumes_withoutGapOrRepeat() {
        append(700);
        try (SseClient client = stream(at(100))) {
            assertThat(client.awaits("subscribed").id()).isEqualTo(at(100));
            append(1);
            assertThat(seqs(client.awaitsSeq(701)))
                    .isEqualTo(LongStream.rangeClosed(101, 701).boxed().toList());
            client.awaits("caughtUp");
        }
    }

    @Test
    void foreignPosition_resyncs_andContinues() {
        append(3);
        try (SseClient client = stream(UUID.randomUUID() + ":1")) {
            Event resync = client.awaits("resync");
            assertThat(resync.id()).isEqualTo(at(3));
            assertThat(resync.data().path("reason").asText()).isEqualTo("epoch");
            append(1);
            client.awaitsSeq(4);
        }
        try (SseClient client = stream(at(50))) {
            assertThat(client.awaits("resync").data().path("reason").asText()).isEqualTo("ahead");
        }
    }

    @Test
    void triage_isAFeedOfItsOwn() {
        try (SseClient client = SseClient.open(base, tokens.of(institution, ana), "triage", null)) {
            client.awaits("caughtUp");
            database.append(institution, institution, 1, "{}");
            client.awaitsSeq(1);
        }
    }

    @Test
    void revokedAccess_endsStream_atItsEvent() {
        try (SseClient client = stream(null)) {
            client.awaits("caughtUp");
            append(1);
            database.leave(institution, sales, ana);
            database.append(institution, sales, List.of("{}"), ana, true);
            append(1);
            assertThat(client.awaits("unsubscribed").data().path("reason").asText())
                    .isEqualTo("forbidden");
            client.awaitsEnd();
            assertThat(seqs(client.ofTheFeed())).containsExactly(1L, 2L);
        }
        assertThat(status(sales.toString(), null)).isEqualTo(404);
    }

    @Test
    void expiredToken_endsStream() {
        String token = tokens.endingIn(Duration.ofSeconds(10), institution, ana);
        try (SseClient client = SseClient.open(base, token, sales.toString(), null)) {
            clock.forward(Duration.ofSeconds(10));
            client.awaitsComment("token expired");
            client.awaitsEnd();
            assertThat(client.retry()).isBetween(0L, 5_000L);
        }
    }

    @Test
    void invalidRequest_isRefused_byStatus() throws IOException {
        UUID support = database.department(institution, "Support");
        assertThat(status(support.toString(), null)).isEqualTo(404);
        assertThat(status("nonsense", null)).isEqualTo(404);
        assertThat(status(institution.toString(), null)).isEqualTo(404);
        for (String wrong : List.of("7", ":7", epoch, epoch + ":", epoch + ":-1", epoch + ":x")) {
            HttpResponse<InputStream> answer = answer(sales.toString(), wrong);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(new ObjectMapper()
                            .readTree(answer.body())
                            .at("/errors/0/field")
                            .asText())
                    .isEqualTo("Last-Event-ID");
        }
        assertThat(SseClient.ask(base, null, sales.toString(), null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void headRequest_isAnswered_withoutEvents() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/departments/" + sales + "/events"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + tokens.of(institution, ana))
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    @Test
    void client_leaving_isForgotten() {
        int before = connections.size();
        SseClient client = stream(null);
        client.awaits("caughtUp");
        assertThat(connections.size()).isGreaterThan(before);
        client.close();
        await().until(() -> connections.size() <= before);
    }

    private int status(String department, String lastEventId) {
        return answer(department, lastEventId).statusCode();
    }

    private HttpResponse<InputStream> answer(String department, String lastEventId) {
        return SseClient.ask(base, tokens.of(institution, ana), department, lastEventId);
    }
}
