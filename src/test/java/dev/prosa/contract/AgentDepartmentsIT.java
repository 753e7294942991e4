package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments and channels as an ADMIN keeps them, and what those who are connected hear of it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AgentDepartmentsIT {

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private Client admin;

    @BeforeEach
    void anInstitution() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        admin = institution.agent("Admin", "ADMIN").http();
    }

    // --- over HTTP

    @Test
    void department_isCreatedRenamedAndDeleted() {
        Answer made = admin.post("/v1/departments", Map.of("name", "Sales")).ok();
        String path = made.headers().firstValue("Location").orElseThrow();

        assertThat(made.status()).isEqualTo(201);
        assertThat(URI.create(path).getPath())
                .isEqualTo("/v1/departments/" + made.data().path("id").asText());
        assertThat(made.data().fieldNames()).toIterable().containsExactly("id", "name", "createdAt");
        assertThat(name(admin.put(path, Map.of("name", "Sales & more")))).isEqualTo("Sales & more");
        assertThat(name(admin.put(path, Map.of()))).isEqualTo("Sales & more");
        assertThat(admin.get(path).ok().data())
                .isEqualTo(admin.delete(path).ok().data());
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.get("/v1/departments").ok().data()).isEmpty();
        assertThat(admin.post("/v1/departments", Map.of("name", "sales & MORE")).status())
                .isEqualTo(201);
    }

    @Test
    void channel_isCreatedChangedAndDeleted() {
        UUID sales = institution.department("Sales");
        Answer made = admin.post(
                        "/v1/channels",
                        Map.of("name", "Shop", "type", "WEBCHAT", "departmentId", sales, "phone", "+4930111000"))
                .ok();
        String path = made.headers().firstValue("Location").orElseThrow();
        Map<String, Object> cleared = new HashMap<>();
        cleared.put("departmentId", null);
        cleared.put("phone", null);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data().fieldNames())
                .toIterable()
                .containsExactly("id", "name", "type", "departmentId", "phone", "createdAt");
        assertThat(made.data().path("phone").asText()).isEqualTo("4930111000");
        assertThat(name(admin.put(path, Map.of("name", "Store")))).isEqualTo("Store");
        JsonNode changed = admin.put(path, Map.of("type", "GENERIC")).ok().data();
        assertThat(changed.path("departmentId").asText()).isEqualTo(sales.toString());
        JsonNode empty = admin.put(path, cleared).ok().data();
        assertThat(empty.path("departmentId").isNull() && empty.path("phone").isNull())
                .isTrue();
        admin.delete(path).ok();
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    void deletion_ofWhatIsInUse_isRefused() {
        UUID sales = institution.department("Sales");
        UUID channel = institution.channel(sales);
        String conversation = conversation(channel);

        assertThat(admin.delete("/v1/channels/" + channel).code()).isEqualTo("IN_USE");
        assertThat(admin.delete("/v1/departments/" + sales).code()).isEqualTo("IN_USE");
        admin.patch("/v1/conversations/" + conversation + "/close", null).ok();
        assertThat(admin.delete("/v1/departments/" + sales).code()).isEqualTo("IN_USE");
        admin.delete("/v1/channels/" + channel).ok();
        admin.delete("/v1/departments/" + sales).ok();

        JsonNode closed = admin.get("/v1/conversations/" + conversation).ok().data();
        assertThat(closed.path("departmentId").asText()).isEqualTo(sales.toString());
        JsonNode queue =
                admin.get("/v1/conversations?departmentId=" + sales).ok().body();
        assertThat(queue.path("data")).hasSize(1);
        assertThat(queue.has("feed")).isFalse();
    }

    @Test
    void message_onADeletedChannel_isRefused() {
        UUID channel = institution.channel(null);
        Object message = TestInstitution.text("x", institution.phone(), "Hello");
        admin.delete("/v1/channels/" + channel).ok();

        Answer refused = institution.program().post("/v1/channels/" + channel + "/inbound", message);

        assertThat(refused.status() + refused.code()).isEqualTo("404NOT_FOUND");
        assertThat(admin.get("/v1/contacts").ok().data()).isEmpty();
    }

    @Test
    void department_deleted_hasNoMembers() {
        UUID sales = institution.department("Sales");
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", sales);

        admin.delete("/v1/departments/" + sales).ok();

        assertThat(ana.http().get("/v1/me").ok().data().path("departments")).isEmpty();
        assertThat(admin.get("/v1/agents/" + ana.id()).ok().data().path("departmentIds"))
                .isEmpty();
    }

    // --- live

    @Test
    void department_new_isAnnounced_andWatchedFromItsBeginning() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", institution.department("Sales"));
        try (LiveClient boss = connect(admin);
                LiveClient program = connect(institution.program());
                LiveClient colleague = connect(ana.http())) {
            String made = admin.post("/v1/departments", Map.of("name", "New"))
                    .ok()
                    .data()
                    .path("id")
                    .asText();

            for (LiveClient client : List.of(boss, program))
                assertThat(client.awaits("departments").path("departments").findValuesAsText("id"))
                        .contains(made);
            boss.subscribe(made, 0, epoch(made));
            assertThat(types(boss.awaitsEvents(made, 1))).containsExactly("agent.added");
            colleague.subscribe(made).awaits("error", made);
        }
    }

    @Test
    void department_renamed_isAnnounced_toThoseWhoSeeIt() {
        UUID sales = institution.department("Sales");
        try (LiveClient colleague =
                connect(institution.agent("Ana", "AGENT", sales).http())) {
            admin.put("/v1/departments/" + sales, Map.of("name", "Shop")).ok();

            assertThat(colleague.awaits("departments").path("departments").findValuesAsText("name"))
                    .containsExactly("Shop");
        }
    }

    @Test
    void watcher_ofADeletedDepartment_getsItsEnd() {
        UUID sales = institution.department("Sales");
        String feed = sales.toString();
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT", sales);
        try (LiveClient boss = connect(admin);
                LiveClient program = connect(institution.program());
                LiveClient member = connect(ana.http())) {
            List<LiveClient> all = List.of(boss, program, member);
            all.forEach(client -> client.subscribe(feed).awaits("caughtUp", feed));

            admin.delete("/v1/departments/" + sales).ok();

            for (LiveClient client : all) {
                assertThat(client.awaits("unsubscribed", feed).path("reason").asText())
                        .isEqualTo("forbidden");
                assertThat(client.awaits("departments").toString()).doesNotContain(feed);
                client.subscribe(feed).awaits("error", feed);
            }
            assertThat(types(program.events(feed)))
                    .containsExactly("agent.removed", "agent.removed", "department.deleted");
            assertThat(endOf(boss, feed)).isEqualTo("Admin");
            assertThat(endOf(member, feed)).isEqualTo("Ana");
        }
    }

    /** The subject of the last event that a client received. */
    private static String endOf(LiveClient client, String feed) {
        List<JsonNode> heard = client.events(feed);
        return heard.get(heard.size() - 1)
                .path("data")
                .path("agent")
                .path("name")
                .asText();
    }

    private LiveClient connect(Client who) {
        LiveClient client = LiveClient.connect(node, who.bearer());
        client.awaits("hello");
        return client;
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private String epoch(String feed) {
        return institution
                .<UUID>query("select epoch from feed where id = ?::uuid", feed)
                .toString();
    }

    private String conversation(UUID channel) {
        return institution
                .writes(channel, institution.phone(), "Hello")
                .path("conversationId")
                .asText();
    }

    private static String name(Answer answer) {
        return answer.ok().data().path("name").asText();
    }
}
