package dev.prosa.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestInstitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random actions in an institution of two departments and others that are created and deleted: contacts write, agents work,
 * the ADMIN changes agents. They are drawn from a seed; refusals are expected, server errors are not. Several threads may
 * use it at once.
 */
final class RandomActions {

    private static final int CONTACTS = 8;

    final TestInstitution institution;
    final UUID sales;
    final UUID support;
    final Client admin;
    private final Client program;
    private final List<UUID> channels;
    final RandomDepartments departments = new RandomDepartments(this);
    private final List<TestInstitution.Agent> agents;
    private final List<String> phones = new CopyOnWriteArrayList<>();
    private final List<String> conversations = new CopyOnWriteArrayList<>();
    private final List<String> contacts = new CopyOnWriteArrayList<>();
    private final List<JsonNode> outbound = new CopyOnWriteArrayList<>();
    private final AtomicInteger names = new AtomicInteger();

    RandomActions(TestInstitution institution) {
        this.institution = institution;
        sales = institution.department("Sales");
        support = institution.department("Support");
        admin = institution.agent("Admin", "ADMIN").http();
        program = institution.program();
        channels = List.of(institution.channel(sales), institution.channel(support), institution.channel(null));
        agents = List.of(
                institution.agent("Ana", "AGENT", sales),
                institution.agent("Bruno", "AGENT", support),
                institution.agent("Carla", "AGENT", sales, support),
                institution.agent("Dora", "SUPERVISOR"));
        IntStream.range(0, CONTACTS).forEach(i -> phones.add(institution.phone()));
        phones.forEach(phone -> channels.forEach(channel -> writes(channel, List.of(message(phone)))));
    }

    /** The names of all feeds. */
    List<String> feeds() {
        return List.of(sales.toString(), support.toString(), "triage");
    }

    void run(long seed, int times) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) act(random);
    }

    private void act(Random random) {
        switch (random.nextInt(34)) {
            case 0, 1, 2, 3, 4 -> writes(pick(channels, random), messages(random));
            case 5, 6 -> reply(random);
            case 7, 8, 9 -> command(random, "PATCH", "assign", assignment(random));
            case 10, 11, 12 -> command(random, "PATCH", "transfer", transfer(random));
            case 13, 14 -> command(random, "PATCH", "read", Map.of("upToSeq", random.nextInt(12)));
            case 15 -> command(random, "PATCH", "read", null);
            case 16 -> command(random, "PATCH", "close", Map.of("note", "done"));
            case 17, 18 -> renameContact(random);
            case 19 -> renameAgent(random);
            case 20, 21 -> moveAgent(random);
            case 22, 23, 24 -> reports(random);
            case 25, 26, 27 -> sends(random);
            case 28 -> changeAgent(random, Map.of("active", random.nextInt(3) > 0));
            case 29 -> departments.open(random);
            case 30 -> departments.close(random);
            case 31 -> departments.write(random);
            case 32 -> departments.moveChannel(random);
            default -> changeAgent(random, Map.of("role", random.nextInt(3) > 0 ? "AGENT" : "SUPERVISOR"));
        }
    }

    /** Of the messages of which something was reported. */
    Map<String, String> statuses() {
        return institution
                .column(
                        "select id || ' ' || status from message where institution_id = ? and status <> 'QUEUED'"
                                + " and direction = 'OUTBOUND'",
                        institution.id())
                .stream()
                .map(row -> row.split(" "))
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }

    void writes(UUID channel, List<Map<String, Object>> messages) {
        Answer answer = expected(program.post("/v1/channels/" + channel + "/inbound", messages));
        if (answer.status() == 404) return; // the channel was deleted
        for (JsonNode item : answer.ok().data())
            remember(item.path("conversationId").asText());
    }

    private void sends(Random random) {
        Client who = random.nextInt(3) == 0 ? program : pick(agents, random).http();
        String path = "/v1/channels/" + pick(channels, random) + "/messages/text";
        Answer answer = expected(who.post(path, Map.of("to", pick(phones, random), "text", "Hello")));
        if (answer.status() != 201) return;
        outbound.add(answer.data());
        remember(answer.data().path("conversationId").asText());
    }

    private void remember(String conversation) {
        if (conversations.contains(conversation)) return;
        conversations.add(conversation);
        contacts.add(admin.get("/v1/conversations/" + conversation)
                .ok()
                .data()
                .path("contact")
                .path("id")
                .asText());
    }

    /** One, or several at once, now and then one of them twice. */
    List<Map<String, Object>> messages(Random random) {
        List<Map<String, Object>> messages = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) messages.add(message(pick(phones, random)));
        if (random.nextInt(4) == 0) messages.add(messages.get(0));
        return messages;
    }

    private static Map<String, Object> message(String phone) {
        return TestInstitution.text(UUID.randomUUID().toString(), phone, "Hello");
    }

    Answer command(Random random, String method, String what, Object body) {
        Client who = random.nextInt(3) == 0 ? admin : pick(agents, random).http();
        String path = "/v1/conversations/" + pick(conversations, random) + "/" + what;
        return expected(who.send(method, path, body).join());
    }

    private void reply(Random random) {
        Answer answer = command(random, "POST", "messages", Map.of("type", "text", "content", Map.of("text", "Hi")));
        if (answer.status() == 201) outbound.add(answer.data());
    }

    /** What a channel says of some messages, in whatever order, now and then by the id that it gave them. */
    private void reports(Random random) {
        if (outbound.isEmpty()) return;
        String channel = pick(outbound, random).path("channelId").asText();
        List<Map<String, Object>> reports = outbound.stream()
                .filter(message -> message.path("channelId").asText().equals(channel))
                .filter(message -> random.nextInt(3) == 0)
                .map(message -> report(message.path("id").asText(), random))
                .limit(20)
                .toList();
        if (!reports.isEmpty()) expected(program.post("/v1/channels/" + channel + "/reports", reports));
    }

    private static Map<String, Object> report(String message, Random random) {
        Map<String, Object> report = new HashMap<>();
        if (random.nextInt(3) > 0) report.put("messageId", message);
        if (random.nextInt(3) > 0 || report.isEmpty()) report.put("externalId", "out-" + message);
        report.put("status", List.of("SENT", "DELIVERED", "READ", "FAILED").get(random.nextInt(4)));
        report.put("at", "2026-01-01T00:00:00Z");
        return report;
    }

    private Map<String, Object> assignment(Random random) {
        Map<String, Object> body = new HashMap<>();
        body.put(
                "attendantId",
                random.nextInt(4) == 0 ? null : pick(agents, random).id());
        return body;
    }

    private Map<String, Object> transfer(Random random) {
        Map<String, Object> body = new HashMap<>();
        int target = random.nextInt(4);
        if (target < 3) body.put("departmentId", target == 0 ? sales : target == 1 ? support : null);
        if (target == 3 || random.nextInt(3) == 0)
            body.put("attendantId", pick(agents, random).id());
        return body;
    }

    private void renameContact(Random random) {
        String contact = pick(contacts, random);
        boolean phone = random.nextInt(6) == 0;
        Map<String, Object> change = phone ? Map.of("phone", institution.phone()) : Map.of("name", name("Contact"));
        expected(admin.put("/v1/contacts/" + contact, change));
    }

    private void renameAgent(Random random) {
        changeAgent(random, Map.of("name", name("Agent")));
    }

    private void moveAgent(Random random) {
        List<UUID> departments = new ArrayList<>();
        if (random.nextInt(3) > 0) departments.add(sales);
        if (random.nextInt(3) > 0) departments.add(support);
        setDepartments(random, departments);
    }

    void setDepartments(Random random, List<UUID> departments) {
        String path = "/v1/agents/" + pick(agents, random).id() + "/departments";
        expected(admin.put(path, Map.of("departmentIds", departments)));
    }

    private void changeAgent(Random random, Map<String, Object> change) {
        expected(admin.put("/v1/agents/" + pick(agents, random).id(), change).ok());
    }

    String name(String who) {
        return who + " " + names.incrementAndGet() + " \u00e9\"\\\u2028\ud83d\ude00";
    }

    /** Conversations close, departments go, rights end, others are quicker: all that is a refusal. Anything else fails. */
    static Answer expected(Answer answer) {
        boolean gone = answer.body().path("errors").findValuesAsText("field").stream()
                .anyMatch(field -> field.startsWith("departmentId"));
        boolean refused = gone || List.of(401, 404, 409, 422).contains(answer.status());
        if (!refused && answer.status() / 100 != 2) throw new AssertionError(answer.status() + " " + answer.body());
        return answer;
    }

    static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
