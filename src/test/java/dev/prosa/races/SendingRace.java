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

/**
 * Round after round an agent of Sales and a program send to a contact and the contact writes, just while its conversation
 * is transferred to Support or closed.
 */
final class SendingRace {

    private static final int CONTACTS = 24;
    private static final int ROUNDS_EACH = 2;
    private static final int AT_ONCE = 8;

    int contacts;
    final TestInstitution institution;
    final UUID sales;
    final UUID support;
    final TestInstitution.Agent ana;
    private final UUID channel;
    private final Client program;

    /** Status and code of each answer to the agent's sending, and to the program's. */
    final Queue<String> ofAgent = new ConcurrentLinkedQueue<>();

    final Queue<String> ofProgram = new ConcurrentLinkedQueue<>();

    /** Id, conversation and seq of each message that was answered to be sent. */
    final Queue<String> sent = new ConcurrentLinkedQueue<>();

    private SendingRace(TestInstitution institution) {
        this.institution = institution;
        this.sales = institution.department("Sales");
        this.support = institution.department("Support");
        this.ana = institution.agent("Ana", "AGENT", sales);
        this.channel = institution.channel(sales);
        this.program = institution.program();
    }

    static SendingRace runIn(TestInstitution institution) {
        SendingRace race = new SendingRace(institution);
        race.contacts = CONTACTS * StormSize.inTenths(race::endedBothWays, tenth -> race.run());
        return race;
    }

    private void run() {
        Concurrently.forEach(CONTACTS, AT_ONCE, contact -> live(contact, institution.phone()));
    }

    private boolean endedBothWays() {
        return ofAgent.stream().distinct().count() > 1;
    }

    private void live(int number, String phone) {
        for (int round = number; round < number + ROUNDS_EACH; round++) round(phone, round);
    }

    private void round(String phone, int round) {
        String current =
                writes(phone).join().ok().data().get(0).path("conversationId").asText();
        CompletableFuture<Answer> early = round % 3 == 0 ? sends(program, phone) : sends(ana.http(), phone);
        CompletableFuture<Answer> change = round % 2 == 0 ? transfer(current) : close(current);
        CompletableFuture<Answer> agents = sends(ana.http(), phone);
        CompletableFuture<Answer> written = writes(phone);
        CompletableFuture<Answer> programs = sends(program, phone);

        note(early, round % 3 == 0 ? ofProgram : ofAgent);
        note(agents, ofAgent);
        note(programs, ofProgram);
        String last = written.join().ok().data().get(0).path("conversationId").asText();
        change.join();
        if (round % 4 == 3) close(last).join();
    }

    private void note(CompletableFuture<Answer> sending, Queue<String> outcomes) {
        Answer answer = sending.join();
        outcomes.add((answer.status() + " " + answer.code()).strip());
        JsonNode message = answer.data();
        if (answer.status() == 201)
            sent.add(String.join(
                    " ",
                    message.path("id").asText(),
                    message.path("conversationId").asText(),
                    message.path("seq").asText()));
    }

    private CompletableFuture<Answer> sends(Client who, String phone) {
        return who.send("POST", "/v1/channels/" + channel + "/messages/text", Map.of("to", phone, "text", "Hi"));
    }

    private CompletableFuture<Answer> writes(String phone) {
        Object message = TestInstitution.text(UUID.randomUUID().toString(), phone, "Hello");
        return program.send("POST", "/v1/channels/" + channel + "/inbound", List.of(message));
    }

    private CompletableFuture<Answer> transfer(String conversation) {
        return program.send(
                "PATCH", "/v1/conversations/" + conversation + "/transfer", Map.of("departmentId", support));
    }

    private CompletableFuture<Answer> close(String conversation) {
        return program.send("PATCH", "/v1/conversations/" + conversation + "/close", null);
    }
}
