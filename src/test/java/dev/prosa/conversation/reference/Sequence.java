package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.conversation.reference.Fixture.Member;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestInstitution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A random sequence of requests, each made of the service and asked of the reference; both have to agree after each. */
final class Sequence {

    private final long seed;
    private final Fixture setting;
    private final Reference reference;
    private final Steps steps;
    private final List<Step> done = new ArrayList<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private RealService service;

    /** How often each answer was given: that a sequence is lively. */
    private final Map<String, Integer> answers = new TreeMap<>();

    private Sequence(long seed, TestInstitution institution, Function<Fixture, Reference> reference) {
        this.seed = seed;
        this.setting = Fixture.in(institution);
        this.reference = reference.apply(setting);
        this.steps = new Steps(seed, setting);
    }

    /**
     * @return how often each kind of request was answered how
     * @throws AssertionError naming the seed, the requests so far and what differs
     */
    static Map<String, Integer> run(
            long seed, int length, TestInstitution institution, Function<Fixture, Reference> reference) {
        Sequence sequence = new Sequence(seed, institution, reference);
        try (RealService service = new RealService(sequence.setting)) {
            sequence.service = service;
            for (int i = 0; i < length; i++) sequence.step();
            sequence.reference.conversations().forEach(sequence::compareMessages);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return sequence.answers;
    }

    private void step() throws SQLException {
        Step step = steps.next(reference.conversations());
        done.add(step);
        Observed observed = service.ask(step);
        answers.merge(
                step.getClass().getSimpleName() + " " + observed.status() + " " + observed.code(), 1, Integer::sum);
        Expected expected = step.expectedBy(reference, observed);
        same("the answer", expected.status() + " " + expected.code(), observed.status() + " " + observed.code());
        same("the events", ordered(step, expected.events()), ordered(step, observed.events()));
        if (expected.data() != null) same("what was answered", expected.data(), observed.data());
        compareConversations();
        same("conversations that are miscounted", List.of(), service.miscounted());
        compareViewOf(steps.onlooker());
    }

    /** Messages that came in together may be stored by several transactions: each conversation has its order. */
    private static Map<UUID, List<String>> ordered(Step step, Map<UUID, List<String>> events) {
        if (!(step instanceof Step.Inbound)) return events;
        Map<UUID, List<String>> ordered = new HashMap<>(events);
        ordered.replaceAll((feed, all) -> all.stream()
                .sorted(Comparator.comparing(event -> event.split(" ")[1]))
                .toList());
        return ordered;
    }

    private void compareConversations() {
        Map<String, JsonNode> stored = service.conversations();
        same("the conversations", ids(reference.conversations()), stored.keySet());
        for (ExpectedConversation it : reference.conversations()) {
            same("conversation " + it.id(), it.json(), stored.get(it.id().toString()));
            Long before = versions.put(it.id(), it.state().version());
            if (!Objects.equals(before, it.state().version())) compareMessages(it);
        }
    }

    private void compareMessages(ExpectedConversation it) {
        same("the messages of " + it.id(), it.messages(), service.messages(it.id()));
    }

    /** R14: in the list, and one by one. */
    private void compareViewOf(Member agent) {
        Answer list = RealService.list(agent.http());
        boolean comesIn = reference.isActive(agent.id());
        same("how " + agent.name() + " is let in", comesIn ? 200 : 401, list.status());
        if (!comesIn || reference.conversations().isEmpty()) return;
        Set<String> seen = new HashSet<>();
        list.data().forEach(it -> seen.add(it.path("id").asText()));
        Set<String> expected = ids(reference.visibleTo(agent.id()));
        same("what " + agent.name() + " sees", expected, seen);

        String one = steps.picked(reference.conversations()).id().toString();
        int status = agent.http().get("/v1/conversations/" + one).status();
        same("how " + agent.name() + " is shown " + one, expected.contains(one) ? 200 : 404, status);
    }

    private static Set<String> ids(List<ExpectedConversation> conversations) {
        return conversations.stream().map(it -> it.id().toString()).collect(Collectors.toSet());
    }

    private void same(String what, Object expected, Object actual) {
        if (Objects.equals(expected, actual)) return;
        throw new AssertionError("seed %d, step %d: %s differs%n  expected %s%n  but was  %s%n  after%n    %s"
                .formatted(
                        seed,
                        done.size(),
                        what,
                        expected,
                        actual,
                        done.stream()
                                .map(step -> step.toString().replaceAll("(🙂)+", "🙂…"))
                                .collect(Collectors.joining("\n    "))));
    }
}
