package dev.prosa.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An institution of its own for a test, made and filled over HTTP as its administrator would. */
final class RegisteredInstitution {

    static final String PASSWORD = "a password of the tests";

    private static final AtomicInteger INSTITUTIONS = new AtomicInteger();
    private static final List<String> PROGRAM = List.of("messages.ingest", "conversations.read");

    private final String domain;
    private final Agent admin;
    private Client program;
    private int phones;

    /** Somebody who can log in. */
    record Agent(String id, String name, String email, Client http) {}

    private RegisteredInstitution(String domain, Agent admin) {
        this.domain = domain;
        this.admin = admin;
    }

    static RegisteredInstitution registered(URI service, String name) {
        String domain = "travel" + INSTITUTIONS.incrementAndGet() + ".example";
        String email = "alex@" + domain;
        Map<String, String> wanted =
                Map.of("name", "Alex Admin", "email", email, "password", PASSWORD, "institutionName", name);
        JsonNode made =
                new Client(service, null).post("/v1/auth/register", wanted).ok().data();
        Client http = new Client(service, made.path("token").asText());
        return new RegisteredInstitution(domain, new Agent(made.at("/user/id").asText(), "Alex Admin", email, http));
    }

    Agent admin() {
        return admin;
    }

    /** @return its id */
    String department(String name) {
        return create("/v1/departments", Map.of("name", name));
    }

    Agent agent(String name, String... departments) {
        return colleague(name, "AGENT", departments);
    }

    Agent supervisor(String name, String... departments) {
        return colleague(name, "SUPERVISOR", departments);
    }

    private Agent colleague(String name, String role, String... departments) {
        String email = email(name);
        Map<String, Object> wanted =
                Map.of("name", name, "email", email, "password", PASSWORD, "role", role, "departmentIds", departments);
        return new Agent(create("/v1/agents", wanted), name, email, loggedIn(email));
    }

    /** @param department where its conversations begin; null: triage */
    String channel(String name, String type, String department) {
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of("name", name, "type", type));
        wanted.put("departmentId", department);
        return create("/v1/channels", wanted);
    }

    /** One with a phone of its own, who writes on this channel. */
    Contact contact(String name, String channel) {
        return new Contact(name, phone(), channel, program());
    }

    /** So many contacts write at once, a message each: {@code Contact 0001} first. */
    void writeFromManyContacts(int size, String channel) {
        List<Map<String, Object>> messages = Stream.iterate(1, number -> number <= size, number -> number + 1)
                .map(number -> Contact.message(
                        "Contact %04d".formatted(number), phone(), "text", Map.of("text", "I am number " + number)))
                .toList();
        for (int from = 0; from < size; from += 500)
            program()
                    .post("/v1/channels/" + channel + "/inbound", messages.subList(from, Math.min(size, from + 500)))
                    .ok();
    }

    private String create(String path, Map<String, ?> wanted) {
        return admin.http().post(path, wanted).ok().data().path("id").asText();
    }

    private Client program() {
        if (program == null) program = new Client(admin.http().node(), key());
        return program;
    }

    private String key() {
        Map<String, Object> wanted = Map.of("name", "Adapter", "permissions", PROGRAM, "rateLimit", 100_000);
        return admin.http().post("/v1/api-keys", wanted).ok().data().path("key").asText();
    }

    private String phone() {
        return "5511%08d".formatted(40_000_000 + ++phones);
    }

    /** Takes the conversation with it if nobody holds it. */
    void replies(Agent agent, String conversation, String text) {
        Map<String, Object> reply = Map.of("type", "text", "content", Map.of("text", text));
        agent.http()
                .post("/v1/conversations/" + conversation + "/messages", reply)
                .ok();
    }

    void deactivates(Agent agent) {
        admin.http().put("/v1/agents/" + agent.id(), Map.of("active", false)).ok();
    }

    private Client loggedIn(String email) {
        URI service = admin.http().node();
        Client nobody = new Client(service, null);
        String token = nobody.post("/v1/auth/login", Map.of("email", email, "password", PASSWORD))
                .ok()
                .data()
                .path("token")
                .asText();
        return new Client(service, token);
    }

    /** Emails are unique over the installation. */
    private String email(String name) {
        return name.toLowerCase().replace(' ', '.') + "@" + domain;
    }
}
