package dev.prosa.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.races.FeedLog.Event;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R2, R4, R5, R14: up to 480 times messages are sent while their conversation goes out of sight or ends. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SendAgainstTransferAndCloseIT {

    private static SendingRace race;

    @TestHTTPResource("/")
    URI node;

    @BeforeEach
    void raceOnce() {
        if (race == null) race = SendingRace.runIn(TestInstitution.on(node, TestDatabase.ofTheService()));
    }

    @Test
    void agentMessage_isSent_orRefusedAsInvisible() {
        // both, or the race would prove nothing
        assertThat(race.ofAgent).containsOnly("201", "409 ACTIVE_ELSEWHERE");
    }

    @Test
    void apiKeyMessage_isAlwaysSent() {
        assertThat(race.ofProgram).containsOnly("201");
    }

    @Test
    void message_isThereOnce_whereItWasAnswered() {
        assertThat(race.institution.column(
                        "select concat_ws(' ', id, conversation_id, seq) from message"
                                + " where institution_id = ? and direction = 'OUTBOUND'",
                        race.institution.id()))
                .containsExactlyInAnyOrderElementsOf(race.sent);
    }

    @Test
    void agentMessage_neverGoes_whereTheAgentSeesNothing() {
        assertThat(FeedLog.of(race.institution, race.support).events()).noneMatch(this::isByAna);
        assertThat(FeedLog.of(race.institution, race.sales).events()).anyMatch(this::isByAna);
    }

    private boolean isByAna(Event event) {
        return Stream.of("/message/author/id", "/by/id", "/conversation/assignedTo/id")
                .map(event.data()::at)
                .anyMatch(id -> id.asText().equals(race.ana.id().toString()));
    }

    @Test
    void contact_hasOneActiveConversation_andAChain() {
        List<String> chains = race.institution.column(
                "select count(*) filter (where status <> 'CLOSED') || ' ' || count(*) filter (where previous_id is null)"
                        + " from conversation where institution_id = ? group by contact_id",
                race.institution.id());
        assertThat(chains).hasSize(race.contacts).allMatch(chain -> chain.matches("[01] 1"));
    }

    @Test
    void feeds_emitEveryStep_upToTheCurrentRow() {
        Map<String, JsonNode> latest = new HashMap<>();
        Stream.of(race.sales, race.support)
                .flatMap(feed -> FeedLog.of(race.institution, feed).events().stream())
                .filter(Event::isAboutAConversation)
                .map(Event::conversation)
                .forEach(it -> latest.merge(it.path("id").asText(), it, SendAgainstTransferAndCloseIT::later));

        assertThat(latest.values())
                .containsExactlyInAnyOrderElementsOf(race
                        .institution
                        .column(
                                "select conversation_json(c) from conversation c where institution_id = ?",
                                race.institution.id())
                        .stream()
                        .map(FeedLog::json)
                        .toList());
    }

    private static JsonNode later(JsonNode one, JsonNode other) {
        return one.path("version").asLong() > other.path("version").asLong() ? one : other;
    }
}
