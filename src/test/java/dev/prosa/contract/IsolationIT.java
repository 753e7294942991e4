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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R14: what may not be seen is not there, and nothing of it changes. Each refusal has its control: the same request by
 * somebody who may.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IsolationIT {

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private UUID sales;
    private UUID support;
    private UUID channel;
    private TestInstitution.Agent ana;
    private TestInstitution.Agent bruno;
    private TestInstitution.Agent admin;
    private String phone;
    private String conversation;
    private String contact;
    private TestInstitution elsewhere;
    private UUID theirDepartment;
    private UUID theirChannel;
    private TestInstitution.Agent theirAdmin;
    private TestInstitution.Agent theirAgent;

    @BeforeEach
    void aConversationIsInSupport() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        support = institution.department("Support");
        channel = institution.channel(support);
        ana = institution.agent("Ana", "AGENT", sales);
        bruno = institution.agent("Bruno", "AGENT", support);
        admin = institution.agent("Admin", "ADMIN");
        phone = institution.phone();
        conversation = writes();
        contact = get(admin.http(), conversation)
                .data()
                .path("contact")
                .path("id")
                .asText();
        elsewhere = TestInstitution.on(node, TestDatabase.ofTheService());
        theirDepartment = elsewhere.department("Sales");
        theirChannel = elsewhere.channel(theirDepartment);
        theirAdmin = elsewhere.agent("Their admin", "ADMIN");
        theirAgent = elsewhere.agent("Their agent", "AGENT", theirDepartment);
    }

    private String writes() {
        return institution
                .writes(channel, phone, "Hello")
                .path("conversationId")
                .asText();
    }

    // --- one conversation

    static Stream<Arguments> requests() {
        Map<String, Object> reply = Map.of("type", "text", "content", Map.of("text", "Hi"));
        Map<String, Object> giveBack = new HashMap<>();
        giveBack.put("attendantId", null);
        Map<String, Object> toTriage = new HashMap<>();
        toTriage.put("departmentId", null);
        return Stream.of(
                Arguments.of("GET", "", null),
                Arguments.of("GET", "/messages", null),
                Arguments.of("GET", "/history", null),
                Arguments.of("POST", "/messages", reply),
                Arguments.of("PATCH", "/assign", giveBack),
                Arguments.of("PATCH", "/transfer", toTriage),
                Arguments.of("PATCH", "/read", Map.of()),
                Arguments.of("PATCH", "/close", null));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void conversation_invisible_isNotFound_andUnchanged(String method, String what, Object body) {
        String path = "/v1/conversations/" + conversation + what;
        List<Client> strangers = List.of(
                ana.http(), theirAdmin.http(), theirAgent.http(), elsewhere.program(), agentWithoutDepartment());

        String before = state();
        for (Client stranger : strangers)
            assertNotFound(stranger.send(method, path, body).join());
        assertThat(state()).isEqualTo(before);

        bruno.http().send(method, path, body).join().ok();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void adminsSupervisorsAndApiKeys_seeTheWholeInstitution(String method, String what, Object body) {
        List<Client> all =
                List.of(admin.http(), institution.agent("Dora", "SUPERVISOR").http(), institution.program());
        for (Client client : all) {
            String path = "/v1/conversations/" + writes() + what;
            client.send(method, path, body).join().ok();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void triage_isVisible_toAllAgentsOfTheInstitutionOnly(String method, String what, Object body) {
        UUID triage = institution.channel(null);
        String inTriage = institution
                .writes(triage, phone, "Hello")
                .path("conversationId")
                .asText();
        String path = "/v1/conversations/" + inTriage + what;

        for (Client stranger : List.of(theirAdmin.http(), theirAgent.http(), elsewhere.program()))
            assertNotFound(stranger.send(method, path, body).join());

        agentWithoutDepartment().send(method, path, body).join().ok();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void conversation_isNotFound_afterLeavingTheDepartment(String method, String what, Object body) {
        String path = "/v1/conversations/" + conversation + what;
        get(bruno.http(), conversation).ok();

        setDepartments(bruno, sales);

        String before = state();
        assertNotFound(bruno.http().send(method, path, body).join());
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void conversation_transferredAway_isAnsweredOnce_andThenGone() {
        Answer last =
                bruno.http().patch("/v1/conversations/" + conversation + "/transfer", Map.of("departmentId", sales));

        assertThat(last.ok().data().path("departmentId").asText()).isEqualTo(sales.toString());
        assertNotFound(get(bruno.http(), conversation));
        get(ana.http(), conversation).ok();
    }

    // --- the queue

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status=PENDING",
                "status=PENDING&status=OPEN&status=CLOSED",
                "unread=true",
                "assignedTo=none",
                "sort=waitingSince",
                "sort=updatedAt",
                "q={phone}",
                "q=Contact",
                "departmentId={support}",
                "channelId={channel}",
                "contactId={contact}",
                "departmentId={support}&channelId={channel}&contactId={contact}&unread=true&q={phone}"
            })
    void theQueueHoldsNothingOfOtherDepartmentsOrInstitutions(String filter) {
        String path = "/v1/conversations?" + filled(filter);

        for (Client stranger : List.of(ana.http(), theirAdmin.http(), theirAgent.http(), elsewhere.program()))
            assertEmpty(stranger.get(path));

        for (Client insider : List.of(bruno.http(), admin.http(), institution.program()))
            assertThat(insider.get(path).ok().data().findValuesAsText("id")).contains(conversation);
    }

    @ParameterizedTest
    @CsvSource({
        "departmentId={theirDepartment}",
        "channelId={theirChannel}",
        "assignedTo={theirAgent}",
        "contactId={theirContact}"
    })
    void aForeignIdInAFilterFindsNothing(String filter) {
        String theirs = elsewhere
                .writes(theirChannel, elsewhere.phone(), "Hello")
                .path("conversationId")
                .asText();
        JsonNode held = theirAdmin
                .http()
                .patch("/v1/conversations/" + theirs + "/assign", Map.of("attendantId", theirAgent.id()))
                .ok()
                .data();
        String path = "/v1/conversations?"
                + filled(filter)
                        .replace(
                                "{theirContact}",
                                held.path("contact").path("id").asText());

        for (Client stranger : List.of(ana.http(), admin.http(), institution.program()))
            assertEmpty(stranger.get(path));

        assertThat(theirAdmin.http().get(path).ok().data().get(0).path("id").asText())
                .isEqualTo(theirs);
    }

    @Test
    void filter_byAgent_showsOnlyVisibleConversations() {
        patch(bruno, "assign", Map.of("attendantId", bruno.id()));

        assertEmpty(ana.http().get("/v1/conversations?assignedTo=" + bruno.id()));

        assertThat(bruno.http().get("/v1/conversations?assignedTo=me").ok().data())
                .hasSize(1);
    }

    @Test
    void feedPosition_isGiven_toThoseWhoMayWatchTheFeed() {
        String path = "/v1/conversations?departmentId=" + support;

        for (Client stranger : List.of(ana.http(), theirAdmin.http(), elsewhere.program()))
            assertThat(stranger.get(path).ok().body().has("feed")).isFalse();

        assertThat(bruno.http()
                        .get(path)
                        .ok()
                        .body()
                        .path("feed")
                        .path("departmentId")
                        .asText())
                .isEqualTo(support.toString());
    }

    @Test
    void cursor_grantsNothing() {
        phone = institution.phone();
        writes();
        String path = "/v1/conversations?limit=1&departmentId=" + support;
        String cursor = bruno.http()
                .get(path)
                .ok()
                .body()
                .path("pagination")
                .path("nextCursor")
                .asText();

        for (Client stranger : List.of(ana.http(), theirAgent.http()))
            assertThat(stranger.get(path + "&cursor=" + cursor).code()).isEqualTo("VALIDATION_ERROR");
        for (Client stranger : List.of(theirAdmin.http(), elsewhere.program())) {
            Answer answer = stranger.get(path + "&cursor=" + cursor);
            assertThat(answer.body().path("data").isEmpty()).isTrue();
            assertThat(answer.body().has("feed")).isFalse();
        }

        assertThat(bruno.http().get(path + "&cursor=" + cursor).ok().data()).hasSize(1);
    }

    @Test
    void counts_countVisibleConversationsOnly() {
        assertThat(counted(bruno.http(), support)).isEqualTo(1);
        assertThat(counted(admin.http(), support)).isEqualTo(1);
        assertThat(counted(institution.program(), support)).isEqualTo(1);

        for (Client stranger : List.of(ana.http(), theirAdmin.http(), elsewhere.program())) {
            assertThat(counted(stranger, support)).isEqualTo(-1);
            JsonNode total = counts(stranger).path("total");
            assertThat(total.path("pending").asLong() + total.path("unread").asLong())
                    .isZero();
            assertThat(total.path("waitingSince").isNull()).isTrue();
        }
    }

    private static JsonNode counts(Client client) {
        return client.get("/v1/conversations/counts").ok().data();
    }

    /** How many wait there; -1 if the department is not listed. */
    private static long counted(Client client, UUID department) {
        for (JsonNode one : counts(client).path("departments"))
            if (one.path("departmentId").asText().equals(department.toString()))
                return one.path("pending").asLong();
        return -1;
    }

    // --- ids in bodies

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assign   | {\"attendantId\":\"{theirAgent}\"}                                | 422 | AGENT_NOT_IN_DEPARTMENT",
                "assign   | {\"attendantId\":\"{ana}\"}                                       | 422 | AGENT_NOT_IN_DEPARTMENT",
                "transfer | {\"attendantId\":\"{theirAgent}\"}                                | 422 | AGENT_NOT_IN_DEPARTMENT",
                "transfer | {\"departmentId\":\"{theirDepartment}\"}                          | 400 | VALIDATION_ERROR",
                "transfer | {\"departmentId\":null,\"attendantId\":\"{theirAgent}\"}          | 422 | AGENT_NOT_IN_DEPARTMENT",
                "transfer | {\"departmentId\":\"{sales}\",\"attendantId\":\"{theirAgent}\"}   | 422 | AGENT_NOT_IN_DEPARTMENT"
            })
    void aForeignIdInACommandIsRefusedAndNothingChanges(String command, String body, int status, String code) {
        String path = "/v1/conversations/" + conversation + "/" + command;
        String before = state();

        Answer answer = admin.http().patch(path, filled(body));

        assertThat(answer.status() + " " + answer.code()).isEqualTo(status + " " + code);
        assertThat(state()).isEqualTo(before);
        String allowed = filled(body)
                .replace(theirAgent.id().toString(), bruno.id().toString())
                .replace(ana.id().toString(), bruno.id().toString())
                .replace(theirDepartment.toString(), sales.toString());
        boolean brunoIsThere = !allowed.contains(sales.toString()) || !allowed.contains("attendantId");
        if (!brunoIsThere) setDepartments(bruno, sales, support);
        admin.http().patch(path, allowed).ok();
    }

    @Test
    void messages_forAForeignChannel_areRefused() {
        Object message = TestInstitution.text("x", elsewhere.phone(), "Hello");
        String before = state();

        for (Object body : List.of(message, List.of(message, message), List.of(Map.of())))
            assertNotFound(elsewhere.program().post("/v1/channels/" + channel + "/inbound", body));
        assertThat(theirAdmin
                        .http()
                        .post("/v1/sandbox/simulate/incoming", simulated(channel))
                        .code())
                .isEqualTo("VALIDATION_ERROR");

        assertThat(state()).isEqualTo(before);
        institution
                .program()
                .post("/v1/channels/" + channel + "/inbound", message)
                .ok();
        admin.http().post("/v1/sandbox/simulate/incoming", simulated(channel)).ok();
    }

    @Test
    void report_ofAForeignMessage_isRefused() {
        Map<String, Object> hello = Map.of("type", "text", "content", Map.of("text", "Hi"));
        String message = bruno.http()
                .post("/v1/conversations/" + conversation + "/messages", hello)
                .ok()
                .data()
                .path("id")
                .asText();
        Map<String, Object> report = Map.of("messageId", message, "status", "READ", "at", "2026-01-01T00:00:00Z");
        UUID besides = institution.channel(support);
        String before = state();

        for (Object body : List.of(report, List.of(report), List.of(Map.of())))
            assertNotFound(elsewhere.program().post("/v1/channels/" + channel + "/reports", body));
        assertNotFound(elsewhere.program().post("/v1/channels/" + theirChannel + "/reports", report));
        assertNotFound(institution.program().post("/v1/channels/" + besides + "/reports", report));
        for (Client other : List.of(bruno.http(), institution.program("{messages.send,conversations.write}")))
            assertThat(other.post("/v1/channels/" + channel + "/reports", report)
                            .status())
                    .isEqualTo(403);

        assertThat(state()).isEqualTo(before);
        institution
                .program("{messages.ingest}")
                .post("/v1/channels/" + channel + "/reports", report)
                .ok();
        assertThat(state()).isNotEqualTo(before);
    }

    private Map<String, Object> simulated(UUID into) {
        return Map.of("channelId", into, "from", phone, "type", "text", "content", Map.of("text", "Hello"));
    }

    // --- sending to a phone, and the history by the channel

    @Test
    void activeConversation_invisible_isHiddenOnSending() {
        String path = "/v1/channels/" + channel + "/messages/text";
        Map<String, Object> message = Map.of("to", phone, "text", "Hi");

        for (Client stranger : List.of(ana.http(), agentWithoutDepartment())) {
            String before = state() + people();
            Answer answer = stranger.post(path, message);
            assertThat(answer.status() + " " + answer.code()).isEqualTo("409 ACTIVE_ELSEWHERE");
            assertThat(answer.body().toString())
                    .doesNotContain(conversation, contact, phone, support.toString(), "Contact");
            assertThat(state() + people()).isEqualTo(before);
        }

        for (Client insider : List.of(bruno.http(), admin.http(), institution.program()))
            assertThat(insider.post(path, message)
                            .ok()
                            .data()
                            .path("conversationId")
                            .asText())
                    .isEqualTo(conversation);
    }

    @Test
    void sending_throughAForeignChannel_isRefused() {
        String before = state() + people();
        String path = "/v1/channels/" + channel + "/messages/text";

        for (Client stranger : List.of(theirAdmin.http(), theirAgent.http(), elsewhere.program()))
            for (String to : List.of(phone, institution.phone()))
                assertNotFound(stranger.post(path, Map.of("to", to, "text", "Hi")));
        assertThat(state() + people()).isEqualTo(before);

        Answer ours = theirAdmin
                .http()
                .post("/v1/channels/" + theirChannel + "/messages/text", Map.of("to", phone, "text", "Hi"));
        assertThat(ours.ok().data().path("conversationId").asText()).isNotEqualTo(conversation);
    }

    @Test
    void channelHistory_showsVisibleConversationsOnly() {
        String path = "/v1/channels/" + channel + "/conversations/" + conversation;

        for (Client stranger : List.of(ana.http(), theirAdmin.http(), theirAgent.http(), elsewhere.program()))
            assertNotFound(stranger.get(path));
        for (UUID other : List.of(institution.channel(support), theirChannel, UUID.randomUUID()))
            assertNotFound(admin.http().get("/v1/channels/" + other + "/conversations/" + conversation));

        for (Client insider : List.of(bruno.http(), admin.http(), institution.program()))
            assertThat(insider.get(path).ok().data()).hasSize(1);
    }

    // --- the directory

    @ParameterizedTest
    @CsvSource({
        "departments, {theirDepartment}, {sales}",
        "channels, {theirChannel}, {channel}",
        "agents, {theirAgent}, {ana}",
        "contacts, {theirContact}, {contact}"
    })
    void theDirectoryHoldsNothingOfAnotherInstitution(String what, String theirs, String ours) {
        String id = filled(theirs).replace("{theirContact}", theirContact());
        for (Client client : List.of(ana.http(), admin.http(), institution.program())) {
            assertNotFound(client.get("/v1/" + what + "/" + id));
            assertThat(client.get("/v1/" + what + "?limit=100").ok().data().findValuesAsText("id"))
                    .isNotEmpty()
                    .doesNotContain(id);
            client.get("/v1/" + what + "/" + filled(ours)).ok();
        }
        theirAgent.http().get("/v1/" + what + "/" + id).ok();
    }

    @Test
    void agent_ofAnotherInstitution_isNotChanged() {
        String theirContact = theirContact();
        String before = people();

        assertNotFound(admin.http().put("/v1/contacts/" + theirContact, Map.of("name", "Mine")));
        assertNotFound(ana.http().put("/v1/contacts/" + theirContact, Map.of("name", "Mine")));
        assertNotFound(admin.http().put("/v1/agents/" + theirAgent.id(), Map.of("name", "Mine")));
        assertNotFound(admin.http().delete("/v1/agents/" + theirAgent.id()));
        assertNotFound(
                admin.http().put("/v1/agents/" + theirAgent.id() + "/departments", Map.of("departmentIds", List.of())));
        Answer foreign = admin.http()
                .put("/v1/agents/" + ana.id() + "/departments", Map.of("departmentIds", List.of(theirDepartment)));
        assertThat(foreign.code()).isEqualTo("VALIDATION_ERROR");

        assertThat(people()).isEqualTo(before);
        theirAdmin
                .http()
                .put("/v1/contacts/" + theirContact, Map.of("name", "Ours"))
                .ok();
        theirAdmin
                .http()
                .put("/v1/agents/" + theirAgent.id(), Map.of("name", "Ours"))
                .ok();
    }

    @ParameterizedTest
    @CsvSource({"departments, {theirDepartment}", "channels, {theirChannel}"})
    void noPlaceOfAnotherInstitutionIsChanged(String what, String theirs) {
        String path = "/v1/" + what + "/" + filled(theirs);
        String before = channelsAndDepartments();

        for (Client stranger : List.of(admin.http(), institution.program())) {
            assertNotFound(stranger.put(path, Map.of("name", "Mine")));
            assertNotFound(stranger.delete(path));
        }

        assertThat(channelsAndDepartments()).isEqualTo(before);
        theirAdmin.http().put(path, Map.of("name", "Ours")).ok();
    }

    @Test
    void channel_toAForeignDepartment_isRefused() {
        Map<String, Object> theirs = Map.of("name", "Shop", "type", "GENERIC", "departmentId", theirDepartment);
        Map<String, Object> ours = Map.of("name", "Shop", "type", "GENERIC", "departmentId", support);
        String before = channelsAndDepartments();

        assertThat(admin.http().post("/v1/channels", theirs).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(admin.http().put("/v1/channels/" + channel, theirs).code()).isEqualTo("VALIDATION_ERROR");

        assertThat(channelsAndDepartments()).isEqualTo(before);
        admin.http().post("/v1/channels", ours).ok();
        admin.http().put("/v1/channels/" + channel, ours).ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT", "SUPERVISOR"})
    void agentsAndSupervisorsChangeNoPlaces(String role) {
        Client client = institution.agent("Sofia", role, support).http();
        Map<String, Object> body = Map.of("name", "Mine", "type", "GENERIC");
        String before = channelsAndDepartments();

        for (String path : List.of("/v1/departments", "/v1/channels")) assertForbidden(client.post(path, body));
        for (String path : List.of("/v1/departments/" + sales, "/v1/channels/" + channel)) {
            assertForbidden(client.put(path, body));
            assertForbidden(client.delete(path));
        }

        assertThat(channelsAndDepartments()).isEqualTo(before);
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status() + " " + answer.code()).isEqualTo("403 FORBIDDEN");
    }

    private String channelsAndDepartments() {
        return institution.query(
                "select md5(string_agg(t, '|' order by t)) from (select d::text from department d union all"
                        + " select c::text from channel c union all select m::text from membership m) x (t)");
    }

    private String theirContact() {
        String theirs = elsewhere
                .writes(theirChannel, elsewhere.phone(), "Hello")
                .path("conversationId")
                .asText();
        return get(theirAdmin.http(), theirs).data().path("contact").path("id").asText();
    }

    private String people() {
        return institution.query("select md5(string_agg(t, '|' order by t)) from (select a::text from agent a union all"
                + " select c::text from contact c union all select m::text from membership m) x (t)");
    }

    @Test
    void apiKey_ofAnotherInstitution_isNotFound() {
        JsonNode key = theirAdmin
                .http()
                .post("/v1/api-keys", Map.of("name", "Theirs", "permissions", List.of("conversations.read")))
                .ok()
                .data();
        String path = "/v1/api-keys/" + key.path("id").asText();

        assertNotFound(admin.http().get(path));
        assertNotFound(admin.http().delete(path));

        theirAdmin.http().get(path).ok();
        new Client(node, key.path("key").asText()).get("/v1/me").ok();
    }

    // --- live push

    @Test
    void feed_ofAnotherDepartment_isNotFound() {
        for (Client stranger : List.of(ana.http(), theirAdmin.http(), elsewhere.program())) {
            try (LiveClient socket = LiveClient.connect(node, stranger.bearer())) {
                assertThat(socket.awaits("hello").toString()).doesNotContain(support.toString());
                JsonNode error = socket.subscribe(support.toString()).awaits("error", support.toString());
                assertThat(error.path("code").asText()).isEqualTo("NOT_FOUND");
                JsonNode resumed =
                        socket.subscribe(support.toString(), 0, epoch()).awaits("error", support.toString());
                assertThat(resumed.path("code").asText()).isEqualTo("NOT_FOUND");
                assertThat(socket.events(support.toString())).isEmpty();
            }
        }
        for (Client insider : List.of(bruno.http(), admin.http(), institution.program())) {
            try (LiveClient socket = LiveClient.connect(node, insider.bearer())) {
                socket.subscribe(support.toString(), 0, epoch());
                assertThat(socket.awaitsEvents(support.toString(), head(support)))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void triage_isSeparate_perInstitution() {
        UUID triage = institution.channel(null);
        try (LiveClient theirs = LiveClient.connect(node, theirAgent.http().bearer());
                LiveClient ours =
                        LiveClient.connect(node, agentWithoutDepartment().bearer())) {
            theirs.subscribe("triage").awaits("caughtUp", "triage");
            ours.subscribe("triage").awaits("caughtUp", "triage");

            institution.writes(triage, phone, "Hello");
            elsewhere.writes(elsewhere.channel(null), phone, "Hello");

            String ourInstitution = triage.toString();
            assertThat(ours.awaitsEvents("triage", 2).toString()).contains(ourInstitution);
            assertThat(theirs.awaitsEvents("triage", 2).toString()).doesNotContain(ourInstitution);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"membership", "deactivation", "deletion"})
    void whoLosesTheRightInTheMiddleHearsNothingAfterItsEvent(String how) {
        String feed = support.toString();
        AtomicBoolean over = new AtomicBoolean();
        try (LiveClient loser = LiveClient.connect(node, bruno.http().bearer());
                LiveClient control = LiveClient.connect(node, admin.http().bearer())) {
            loser.subscribe(feed).awaits("caughtUp", feed);
            control.subscribe(feed).awaits("caughtUp", feed);
            Client program = institution.program();
            CompletableFuture<Void> contacts = CompletableFuture.runAsync(() -> writeUntil(over, program));
            control.awaitsEvents(feed, head(support) + 5);

            losesTheRight(how);

            long end = endOfRight(bruno.id());
            control.awaitsEvents(feed, end + 5);
            over.set(true);
            contacts.join();
            assertThat(loser.awaits("unsubscribed", feed).path("reason").asText())
                    .isEqualTo("forbidden");
            control.awaitsEvents(feed, head(support));
            List<Long> heard = loser.seqs(feed);
            assertThat(heard.get(heard.size() - 1)).isEqualTo(end);
            List<Long> seen = control.seqs(feed);
            assertThat(seen.get(seen.size() - 1)).isGreaterThan(end);
        }
    }

    private void losesTheRight(String how) {
        String path = "/v1/agents/" + bruno.id();
        switch (how) {
            case "membership" -> setDepartments(bruno, sales);
            case "deactivation" ->
                admin.http().put(path, Map.of("active", false)).ok();
            default -> admin.http().delete(path).ok();
        }
    }

    private void writeUntil(AtomicBoolean over, Client program) {
        while (!over.get())
            program.post(
                            "/v1/channels/" + channel + "/inbound",
                            TestInstitution.text(UUID.randomUUID().toString(), phone, "Hello"))
                    .ok();
    }

    private long endOfRight(UUID agent) {
        return institution.<Long>query(
                "select seq from feed_event where institution_id = ? and feed_id = ? and subject_agent = ? and access_ended",
                institution.id(),
                support,
                agent);
    }

    // --- permissions

    @ParameterizedTest
    @CsvSource({
        "conversations.read, GET, '', 200",
        "conversations.read, PATCH, /read, 403",
        "conversations.write, GET, '', 403",
        "conversations.write, PATCH, /read, 200",
        "directory.read, GET, '', 403",
        "messages.send, GET, /messages, 403"
    })
    void anApiKeyDoesWhatItsPermissionsSay(String permission, String method, String what, int status) {
        Client program = institution.program("{" + permission + "}");

        Answer answer = program.send(method, "/v1/conversations/" + conversation + what, null)
                .join();

        assertThat(answer.status()).isEqualTo(status);
    }

    // --- small things

    private Client agentWithoutDepartment() {
        return institution.agent("Nobody's", "AGENT").http();
    }

    private Answer get(Client client, String id) {
        return client.get("/v1/conversations/" + id);
    }

    private void patch(TestInstitution.Agent who, String what, Object body) {
        who.http().patch("/v1/conversations/" + conversation + "/" + what, body).ok();
    }

    private void setDepartments(TestInstitution.Agent agent, UUID... departments) {
        admin.http()
                .put("/v1/agents/" + agent.id() + "/departments", Map.of("departmentIds", List.of(departments)))
                .ok();
    }

    private String filled(String text) {
        Map<String, Object> names = new HashMap<>(Map.of(
                "sales", sales,
                "support", support,
                "channel", channel,
                "contact", contact,
                "phone", phone,
                "ana", ana.id(),
                "theirDepartment", theirDepartment,
                "theirChannel", theirChannel,
                "theirAgent", theirAgent.id()));
        String filled = text;
        for (Map.Entry<String, Object> name : names.entrySet())
            filled = filled.replace("{" + name.getKey() + "}", name.getValue().toString());
        return filled;
    }

    /** Everything that may not have changed: conversations, messages, history and feeds of the institution. */
    private String state() {
        List<String> parts = new ArrayList<>();
        for (String table : List.of("conversation", "message", "conversation_history", "feed", "feed_event"))
            parts.add(institution.query(
                    "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table
                            + " t where t.institution_id = ?",
                    institution.id()));
        return String.join(" ", parts);
    }

    private long head(UUID feed) {
        return institution.<Long>query(
                "select seq from feed where institution_id = ? and id = ?", institution.id(), feed);
    }

    private String epoch() {
        return institution
                .<UUID>query("select epoch from feed where institution_id = ? and id = ?", institution.id(), support)
                .toString();
    }

    private static void assertEmpty(Answer answer) {
        assertThat(answer.ok().data().isArray() && answer.data().isEmpty())
                .as("%s", answer.body())
                .isTrue();
    }

    private static void assertNotFound(Answer answer) {
        assertThat(answer.status() + " " + answer.code())
                .as("%s", answer.body())
                .isEqualTo("404 NOT_FOUND");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }
}
