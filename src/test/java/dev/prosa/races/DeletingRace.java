package dev.prosa.races;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestInstitution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Departments and channels that are deleted, round after round, just while another request is about to use them. */
final class DeletingRace {

    private static final int THREADS = 8;
    private static final int ROUNDS_EACH = 4;

    /** References to deleted departments and channels; one statement, so that it reads one moment. */
    private static final String DANGLING_REFERENCES =
            """
            select 'conversation in ' || d.id from conversation c
            join department d on d.institution_id = c.institution_id and d.id = c.department_id
            where c.institution_id = ? and c.status <> 'CLOSED' and d.deleted_at is not null
            union all
            select 'conversation on ' || h.id from conversation c
            join channel h on h.institution_id = c.institution_id and h.id = c.channel_id
            where c.institution_id = ? and c.status <> 'CLOSED' and h.deleted_at is not null
            union all
            select 'channel to ' || d.id from channel h
            join department d on d.institution_id = h.institution_id and d.id = h.department_id
            where h.institution_id = ? and h.deleted_at is null and d.deleted_at is not null
            union all
            select 'member of ' || d.id from membership m
            join department d on d.institution_id = m.institution_id and d.id = m.department_id
            where m.institution_id = ? and d.deleted_at is not null""";

    int rounds;
    final TestInstitution institution;
    private final Client program;

    /** The answer to the concurrent request, and to the deletion of the department. */
    final Queue<String> transfers = new ConcurrentLinkedQueue<>();

    final Queue<String> joinings = new ConcurrentLinkedQueue<>();
    final Queue<String> channelMoves = new ConcurrentLinkedQueue<>();

    /** The answers to a message, and to the deletion of the department to which its channel led up to now. */
    final Queue<String> openings = new ConcurrentLinkedQueue<>();

    /** The answers to two messages, and to the deletion of their channel. */
    final Queue<String> arrivals = new ConcurrentLinkedQueue<>();

    final Queue<String> danglingReferences = new ConcurrentLinkedQueue<>();

    private record Targets(UUID channel, String conversation, UUID agent) {}

    private DeletingRace(TestInstitution institution) {
        this.institution = institution;
        this.program = institution.program();
    }

    static DeletingRace runIn(TestInstitution institution) {
        DeletingRace race = new DeletingRace(institution);
        race.rounds = THREADS * ROUNDS_EACH * StormSize.inTenths(race::endedBothWays, tenth -> race.run());
        return race;
    }

    private void run() {
        Concurrently.forEach(THREADS, THREADS, number -> runRounds(targets(number)));
    }

    private boolean endedBothWays() {
        return Stream.of(transfers, joinings, channelMoves, openings, arrivals)
                .allMatch(outcomes -> outcomes.stream().distinct().count() > 1);
    }

    private Targets targets(int number) {
        UUID channel = institution.channel(null);
        String conversation = institution
                .writes(channel, institution.phone(), "hello")
                .path("conversationId")
                .asText();
        return new Targets(
                channel,
                conversation,
                institution.agent("Agent " + number, "AGENT").id());
    }

    private void runRounds(Targets targets) {
        for (int round = 0; round < ROUNDS_EACH; round++) round(targets, round % 2 == 0);
    }

    private void round(Targets targets, boolean deletedFirst) {
        transfers.add(race(deletedFirst, department -> transfer(targets, department)));
        joinings.add(race(deletedFirst, department -> join(targets, department)));
        channelMoves.add(race(deletedFirst, department -> moveChannel(targets.channel(), department)));
        openings.add(opening(targets));
        arrivals.add(arrival(deletedFirst));
        UUID id = institution.id();
        danglingReferences.addAll(institution.column(DANGLING_REFERENCES, id, id, id, id));
    }

    private interface ConcurrentRequest {
        CompletableFuture<Answer> against(String department);
    }

    private String race(boolean deletedFirst, ConcurrentRequest rival) {
        String department = newDepartment();
        CompletableFuture<Answer> early = deletedFirst ? delete("departments", department) : null;
        CompletableFuture<Answer> going = rival.against(department);
        CompletableFuture<Answer> deletion = deletedFirst ? early : delete("departments", department);
        return outcome(going) + " | " + outcome(deletion);
    }

    /** A message is on its way while its channel is led elsewhere and the department it led to is deleted. */
    private String opening(Targets targets) {
        String department = newDepartment();
        moveChannel(targets.channel(), department).join().ok();
        CompletableFuture<Answer> message = write(targets.channel().toString());
        CompletableFuture<Answer> deletion =
                moveChannel(targets.channel(), null).thenCompose(led -> delete("departments", department));
        return outcome(message) + " | " + outcome(deletion);
    }

    private String arrival(boolean deletedFirst) {
        String channel = id(program.post("/v1/channels", Map.of("name", "Short-lived", "type", "GENERIC")));
        CompletableFuture<Answer> early = deletedFirst ? delete("channels", channel) : null;
        List<CompletableFuture<Answer>> messages = List.of(write(channel), write(channel));
        CompletableFuture<Answer> deletion = deletedFirst ? early : delete("channels", channel);
        return outcome(messages.get(0)) + " | " + outcome(messages.get(1)) + " | " + outcome(deletion);
    }

    private String newDepartment() {
        return id(program.post("/v1/departments", Map.of("name", "Short-lived " + UUID.randomUUID())));
    }

    private static String id(Answer made) {
        return made.ok().data().path("id").asText();
    }

    private CompletableFuture<Answer> delete(String what, String id) {
        return program.send("DELETE", "/v1/" + what + "/" + id, null);
    }

    private CompletableFuture<Answer> transfer(Targets targets, String department) {
        String path = "/v1/conversations/" + targets.conversation() + "/transfer";
        return program.send("PATCH", path, Map.of("departmentId", department));
    }

    private CompletableFuture<Answer> join(Targets targets, String department) {
        String path = "/v1/agents/" + targets.agent() + "/departments";
        return program.send("PUT", path, Map.of("departmentIds", List.of(department)));
    }

    private CompletableFuture<Answer> moveChannel(UUID channel, String departmentOrNull) {
        Map<String, Object> change = new HashMap<>();
        change.put("departmentId", departmentOrNull);
        return program.send("PUT", "/v1/channels/" + channel, change);
    }

    private CompletableFuture<Answer> write(String channel) {
        Object message = TestInstitution.text(UUID.randomUUID().toString(), institution.phone(), "hello");
        return program.send("POST", "/v1/channels/" + channel + "/inbound", message);
    }

    private static String outcome(CompletableFuture<Answer> answer) {
        return (answer.join().status() + " " + answer.join().code()).strip();
    }
}
