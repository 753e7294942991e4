package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.AsyncApi;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.SmallDemoProfile;
import dev.prosa.testing.SseClient;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document describes no frame and no event that is never sent: here each is. */
@QuarkusTest
@TestProfile(SmallDemoProfile.class)
class EveryFrameIT {

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private RandomActions actions;
    private String sales;

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        actions = new RandomActions(institution);
        sales = actions.sales.toString();
    }

    @Test
    void frames_andEvents_areAllSent() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", actions.sales);
        UUID branch = institution.department("Branch");
        Set<String> seen = new TreeSet<>();
        try (LiveClient ofAdmin = LiveClient.connect(node, actions.admin.bearer());
                LiveClient ofAna = LiveClient.connect(node, ana.http().bearer());
                LiveClient ofProgram =
                        LiveClient.connect(node, institution.program().bearer())) {
            ofAna.awaits("hello");
            ofAna.subscribe(sales).awaits("caughtUp");
            ofAna.unsubscribe(sales).awaits("unsubscribed");
            ofAna.subscribe(sales, 0, UUID.randomUUID().toString()).awaits("resync");
            ofAna.subscribe(branch.toString()).awaits("error");
            ofAna.renew(ana.http().bearer()).awaits("renewed");
            ofAdmin.subscribe(sales).awaits("caughtUp");
            ofProgram.subscribe(branch.toString()).awaits("caughtUp");
            moves(ana, actions.sales, branch);
            ofAna.awaits("departments");
            events(ana, branch);
            ofAna.awaits("heartbeat");
            ofProgram.awaits("unsubscribed");
            ofAdmin.awaitsEvents(sales, head());
            seen.addAll(ofAdmin.messages());
            seen.addAll(ofAna.messages());
            seen.addAll(ofProgram.messages());
        }

        assertThat(seen).containsAll(AsyncApi.document().messagesOf("live"));
        assertThat(seen).containsAll(AsyncApi.document().eventTypes());
    }

    @Test
    void events_areAllStreamed() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", actions.sales);
        UUID branch = institution.department("Branch");
        String key = institution.program().bearer();
        Set<String> seen = new TreeSet<>();
        try (SseClient ofSales = SseClient.open(node, key, sales, null);
                SseClient ofBranch = SseClient.open(node, key, branch.toString(), UUID.randomUUID() + ":1")) {
            ofSales.awaits("subscribed");
            ofBranch.awaits("resync");
            moves(ana, actions.sales, branch);
            events(ana, branch);
            ofBranch.awaits("unsubscribed");
            ofSales.awaitsSeq(head());
            seen.addAll(ofSales.messages());
            seen.addAll(ofBranch.messages());
        }

        assertThat(seen).containsAll(AsyncApi.document().messagesOf("departmentEvents"));
    }

    private void events(TestInstitution.Agent ana, UUID branch) {
        new EventOfEachType(actions).perform();
        failed(reply(ana));
        moves(ana, actions.sales);
        actions.admin.delete("/v1/departments/" + branch).ok();
        transferToSales();
    }

    private JsonNode reply(TestInstitution.Agent ana) {
        String conversation = institution
                .writes(institution.channel(actions.sales), institution.phone(), "Hello")
                .path("conversationId")
                .asText();
        Map<String, Object> text = Map.of("type", "text", "content", Map.of("text", "Hi"));
        return ana.http()
                .post("/v1/conversations/" + conversation + "/messages", text)
                .ok()
                .data();
    }

    private void failed(JsonNode message) {
        Map<String, Object> report = Map.of(
                "messageId", message.path("id").asText(),
                "status", "FAILED",
                "at", Instant.now().toString(),
                "error", Map.of("code", "131026"));
        institution
                .program()
                .post("/v1/channels/" + message.path("channelId").asText() + "/reports", report)
                .ok();
    }

    private void moves(TestInstitution.Agent agent, UUID... departments) {
        actions.admin
                .put("/v1/agents/" + agent.id() + "/departments", Map.of("departmentIds", List.of(departments)))
                .ok();
    }

    private void transferToSales() {
        String conversation = institution
                .writes(institution.channel(null), institution.phone(), "Hello")
                .path("conversationId")
                .asText();
        actions.admin
                .patch("/v1/conversations/" + conversation + "/transfer", Map.of("departmentId", sales))
                .ok();
    }

    private long head() {
        return institution.<Long>query("select seq from feed where id = ?", actions.sales);
    }
}
