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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Contacts that write, round after round, just while their conversation is being closed. */
final class ClosingRace {

    private static final int CONTACTS = 50;
    static final int ROUNDS_EACH = 2;
    private static final int AT_ONCE = 12;

    int contacts;
    final TestInstitution institution;
    final UUID department;
    final UUID channel;
    private final Client program;

    /** Where each message was said to stand, by its externalId; {@code fresh} in the one answer that is no duplicate. */
    final Map<String, Receipt> acknowledged = new ConcurrentHashMap<>();

    final Queue<String> fresh = new ConcurrentLinkedQueue<>();
    final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    /** The answers to the two closings of a round. */
    final Queue<List<Integer>> closings = new ConcurrentLinkedQueue<>();
    /** How many of the messages of a round came in before the closing. */
    final Queue<Long> joined = new ConcurrentLinkedQueue<>();

    record Receipt(String messageId, String conversationId, long seq) {

        static Receipt of(JsonNode item) {
            return new Receipt(
                    item.path("messageId").asText(),
                    item.path("conversationId").asText(),
                    item.path("seq").asLong());
        }
    }

    private ClosingRace(TestInstitution institution) {
        this.institution = institution;
        this.department = institution.department("Sales");
        this.channel = institution.channel(department);
        this.program = institution.program();
    }

    static ClosingRace runIn(TestInstitution institution) {
        ClosingRace race = new ClosingRace(institution);
        race.contacts = CONTACTS * StormSize.inTenths(race::endedBothWays, tenth -> race.run());
        return race;
    }

    private void run() {
        Concurrently.forEach(CONTACTS, AT_ONCE, contact -> live(institution.phone()));
    }

    private boolean endedBothWays() {
        return joined.stream().anyMatch(messages -> messages > 0)
                && joined.stream().anyMatch(messages -> messages < 5);
    }

    private void live(String phone) {
        for (int round = 0; round < ROUNDS_EACH; round++) round(phone);
    }

    private void round(String phone) {
        String current = take(write(message(phone))).get(0).conversationId();
        Map<String, Object> repeated = message(phone);
        CompletableFuture<Answer> one = write(repeated);
        CompletableFuture<Answer> closing = close(current);
        CompletableFuture<Answer> several = write(List.of(message(phone), repeated, message(phone)));
        CompletableFuture<Answer> closingAgain = close(current);
        CompletableFuture<Answer> last = write(message(phone));

        List<Receipt> receipts = Stream.of(one, several, last)
                .flatMap(each -> take(each).stream())
                .toList();
        joined.add(receipts.stream()
                .filter(receipt -> receipt.conversationId().equals(current))
                .count());
        closings.add(Stream.of(closing, closingAgain)
                .map(each -> each.join().status())
                .sorted()
                .toList());
    }

    private static Map<String, Object> message(String phone) {
        return TestInstitution.text(UUID.randomUUID().toString(), phone, "hello");
    }

    private CompletableFuture<Answer> write(Object body) {
        return program.send("POST", "/v1/channels/" + channel + "/inbound", body);
    }

    private CompletableFuture<Answer> close(String conversation) {
        return program.send("PATCH", "/v1/conversations/" + conversation + "/close", null);
    }

    private List<Receipt> take(CompletableFuture<Answer> answer) {
        JsonNode items = answer.join().ok().data();
        items.forEach(this::note);
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(i -> Receipt.of(items.get(i)))
                .toList();
    }

    private void note(JsonNode item) {
        String externalId = item.path("externalId").asText();
        Receipt receipt = Receipt.of(item);
        Receipt before = acknowledged.putIfAbsent(externalId, receipt);
        if (before != null && !before.equals(receipt)) contradictions.add(before + " and " + receipt);
        if (!item.path("duplicate").asBoolean(true)) fresh.add(externalId);
    }
}
