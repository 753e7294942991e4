package dev.prosa.races;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.Together;
import dev.prosa.testing.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Departments and channels that are deleted, round after round, just while something is about to lead there. */
final class DeletingRace {

    private static final int LINES = 8;
    private static final int ROUNDS_EACH = 4;

    /** What lies where nothing is any more: of one moment, since it is one statement. */
    private static final String ADRIFT =
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
    final World world;
    private final Client program;

    /** The answer to the rival, and to the deletion of the department. */
    final Queue<String> transfers = new ConcurrentLinkedQueue<>();

    final Queue<String> joinings = new ConcurrentLinkedQueue<>();
    final Queue<String> leadings = new ConcurrentLinkedQueue<>();

    /** The answers to a message, and to the deletion of the department to which its channel led up to now. */
    final Queue<String> openings = new ConcurrentLinkedQueue<>();

    /** The answers to two messages, and to the deletion of their channel. */
    final Queue<String> arrivals = new ConcurrentLinkedQueue<>();

    final Queue<String> adrift = new ConcurrentLinkedQueue<>();

    private record Line(UUID channel, String conversation, UUID agent) {}

    private DeletingRace(World world) {
        this.world = world;
        this.program = world.program();
    }

    static DeletingRace runIn(World world) {
        DeletingRace race = new DeletingRace(world);
        race.rounds = LINES * ROUNDS_EACH * StormSize.inTenths(race::endedBothWays, tenth -> race.run());
        return race;
    }

    private void run() {
        Together.forEach(LINES, LINES, number -> live(line(number)));
    }

    private boolean endedBothWays() {
        return Stream.of(transfers, joinings, leadings, openings, arrivals)
                .allMatch(outcomes -> outcomes.stream().distinct().count() > 1);
    }

    private Line line(int number) {
        UUID channel = world.channel(null);
        String conversation = world.writes(channel, world.phone(), "hello")
                .path("conversationId")
                .asText();
        return new Line(
                channel, conversation, world.agent("Agent " + number, "AGENT").id());
    }

    private void live(Line line) {
        for (int round = 0; round < ROUNDS_EACH; round++) round(line, round % 2 == 0);
    }

    private void round(Line line, boolean deletedFirst) {
        transfers.add(race(deletedFirst, department -> transfer(line, department)));
        joinings.add(race(deletedFirst, department -> join(line, department)));
        leadings.add(race(deletedFirst, department -> lead(line.channel(), department)));
        openings.add(opening(line));
        arrivals.add(arrival(deletedFirst));
        UUID institution = world.institution();
        adrift.addAll(world.column(ADRIFT, institution, institution, institution, institution));
    }

    private interface Rival {
        CompletableFuture<Answer> against(String department);
    }

    private String race(boolean deletedFirst, Rival rival) {
        String department = newDepartment();
        CompletableFuture<Answer> early = deletedFirst ? delete("departments", department) : null;
        CompletableFuture<Answer> going = rival.against(department);
        CompletableFuture<Answer> deletion = deletedFirst ? early : delete("departments", department);
        return outcome(going) + " | " + outcome(deletion);
    }

    /** A message is on its way while its channel is led elsewhere and the department it led to is deleted. */
    private String opening(Line line) {
        String department = newDepartment();
        lead(line.channel(), department).join().ok();
        CompletableFuture<Answer> message = write(line.channel().toString());
        CompletableFuture<Answer> deletion =
                lead(line.channel(), null).thenCompose(led -> delete("departments", department));
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

    private CompletableFuture<Answer> transfer(Line line, String department) {
        String path = "/v1/conversations/" + line.conversation() + "/transfer";
        return program.send("PATCH", path, Map.of("departmentId", department));
    }

    private CompletableFuture<Answer> join(Line line, String department) {
        String path = "/v1/agents/" + line.agent() + "/departments";
        return program.send("PUT", path, Map.of("departmentIds", List.of(department)));
    }

    private CompletableFuture<Answer> lead(UUID channel, String departmentOrNull) {
        Map<String, Object> change = new HashMap<>();
        change.put("departmentId", departmentOrNull);
        return program.send("PUT", "/v1/channels/" + channel, change);
    }

    private CompletableFuture<Answer> write(String channel) {
        Object message = World.text(UUID.randomUUID().toString(), world.phone(), "hello");
        return program.send("POST", "/v1/channels/" + channel + "/inbound", message);
    }

    private static String outcome(CompletableFuture<Answer> answer) {
        return (answer.join().status() + " " + answer.join().code()).strip();
    }
}
