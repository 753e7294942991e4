package dev.prosa.races;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestInstitution;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Agents that, round after round, leave their department or are deactivated just while conversations are given to them. */
final class LeavingRace {

    private static final int AGENTS = 20;
    private static final int ROUNDS_EACH = 5;
    private static final int AT_ONCE = 8;

    /** Conversations held by somebody who is not active or no member: of one moment, since it is one statement. */
    private static final String HELD_WRONGLY =
            """
            select c.id from conversation c join agent a on a.institution_id = c.institution_id and a.id = c.assigned_to
            where c.institution_id = ? and c.status = 'OPEN' and (not a.active or c.department_id is not null and not exists (
                select from membership m where m.institution_id = c.institution_id and m.department_id = c.department_id
                  and m.agent_id = a.id))""";

    int rounds;
    final TestInstitution institution;
    final UUID department;
    private final UUID channel;
    private final UUID triageChannel;
    private final Client program;

    /** Status and code of each answer to a command that gives something to an agent. */
    final Queue<String> given = new ConcurrentLinkedQueue<>();

    /** The same of each answer to a leaving or a coming back. */
    final Queue<String> moved = new ConcurrentLinkedQueue<>();

    final Queue<String> heldWrongly = new ConcurrentLinkedQueue<>();

    private record Team(UUID agent, String first, String second, String inTriage) {}

    private LeavingRace(TestInstitution institution) {
        this.institution = institution;
        this.department = institution.department("Sales");
        this.channel = institution.channel(department);
        this.triageChannel = institution.channel(null);
        this.program = institution.program();
    }

    static LeavingRace runIn(TestInstitution institution) {
        LeavingRace race = new LeavingRace(institution);
        race.rounds = AGENTS * ROUNDS_EACH * StormSize.inTenths(race::endedBothWays, tenth -> race.run());
        return race;
    }

    private void run() {
        Concurrently.forEach(AGENTS, AT_ONCE, number -> live(number, team(number)));
    }

    private boolean endedBothWays() {
        return given.stream().distinct().count() > 1;
    }

    private Team team(int number) {
        UUID agent = institution.agent("Agent " + number, "AGENT", department).id();
        return new Team(agent, conversation(channel), conversation(channel), conversation(triageChannel));
    }

    private String conversation(UUID where) {
        JsonNode receipt = institution.writes(where, institution.phone(), "hello");
        return receipt.path("conversationId").asText();
    }

    private void live(int number, Team team) {
        for (int round = number; round < number + ROUNDS_EACH; round++) round(team, round);
    }

    private void round(Team team, int round) {
        boolean leaves = round % 2 == 0;
        boolean leavesFirst = round % 4 < 2;
        CompletableFuture<Answer> early = leavesFirst ? go(team, leaves) : null;
        List<CompletableFuture<Answer>> gifts = List.of(
                patch(team.first(), "assign", team.agent()),
                patch(team.second(), "transfer", team.agent()),
                patch(team.inTriage(), "assign", team.agent()));
        CompletableFuture<Answer> going = leavesFirst ? early : go(team, leaves);
        CompletableFuture<Answer> another = patch(team.second(), "assign", team.agent());

        moved.add(outcome(going));
        heldWrongly.addAll(institution.column(HELD_WRONGLY, institution.id()));
        gifts.forEach(gift -> given.add(outcome(gift)));
        given.add(outcome(another));
        heldWrongly.addAll(institution.column(HELD_WRONGLY, institution.id()));
        moved.add(outcome(rejoin(team, leaves)));
    }

    private CompletableFuture<Answer> go(Team team, boolean leaves) {
        return leaves ? setDepartments(team, List.of()) : activate(team, false);
    }

    private CompletableFuture<Answer> rejoin(Team team, boolean left) {
        return left ? setDepartments(team, List.of(department)) : activate(team, true);
    }

    private CompletableFuture<Answer> setDepartments(Team team, List<UUID> departments) {
        return program.send("PUT", "/v1/agents/" + team.agent() + "/departments", Map.of("departmentIds", departments));
    }

    private CompletableFuture<Answer> activate(Team team, boolean active) {
        return program.send("PUT", "/v1/agents/" + team.agent(), Map.of("active", active));
    }

    private CompletableFuture<Answer> patch(String conversation, String command, UUID agent) {
        return program.send("PATCH", "/v1/conversations/" + conversation + "/" + command, Map.of("attendantId", agent));
    }

    private static String outcome(CompletableFuture<Answer> answer) {
        return (answer.join().status() + " " + answer.join().code()).strip();
    }
}
