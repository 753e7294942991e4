package dev.prosa.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.races.FeedLog.Event;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R2, R5, R8–R11, R13: up to 1,000 times a conversation is closed, twice, while its contact writes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CloseAgainstInboundIT {

    private static ClosingRace race;
    private static FeedLog feed;

    @TestHTTPResource("/")
    URI node;

    @BeforeEach
    void raceOnce() {
        if (race != null) return;
        race = ClosingRace.runIn(TestInstitution.on(node, TestDatabase.ofTheService()));
        feed = FeedLog.of(race.institution, race.department);
    }

    /** Guards the others: a race that always ends the same way would prove nothing. */
    @Test
    void messages_areBeforeAndAfterTheClose() {
        assertThat(race.joined).hasSize(race.contacts * ClosingRace.ROUNDS_EACH);
        assertThat(race.joined).anyMatch(messages -> messages > 0).anyMatch(messages -> messages < 5);
    }

    @Test
    void closes_concurrent_oneIsRefused() {
        assertThat(race.closings).allMatch(List.of(200, 409)::equals);
    }

    @Test
    void message_acknowledged_isThereOnce_whereItWasAnswered() {
        assertThat(race.contradictions).isEmpty();
        assertThat(race.fresh).containsExactlyInAnyOrderElementsOf(race.acknowledged.keySet());
        assertThat(stored("select concat_ws(' ', external_id, id, conversation_id, seq) from message"))
                .containsExactlyInAnyOrderElementsOf(race.acknowledged.entrySet().stream()
                        .map(each -> String.join(
                                " ",
                                each.getKey(),
                                each.getValue().messageId(),
                                each.getValue().conversationId(),
                                String.valueOf(each.getValue().seq())))
                        .toList());
    }

    @Test
    void contact_hasAtMostOneActiveConversation() {
        assertThat(feed.by("contact", "id").values())
                .hasSize(race.contacts)
                .allSatisfy(CloseAgainstInboundIT::opensAndClosesInTurn);
        assertThat(stored("select contact_id from conversation", "status <> 'CLOSED' group by 1 having count(*) > 1"))
                .isEmpty();
    }

    @Test
    void conversation_closed_takesNoMessage() {
        feed.byConversation().forEach((id, events) -> {
            Event last = events.get(events.size() - 1);
            assertThat(events.stream().filter(event -> event.isOf("conversation.closed")))
                    .isSubsetOf(last);
            assertThat(last.conversation().path("lastMessage").path("seq").asLong())
                    .as("the last message of %s", id)
                    .isEqualTo(appended(events).count());
        });
        assertThat(stored(
                        "select c.id from conversation c",
                        "last_seq <> coalesce((select max(m.seq) from message m"
                                + " where m.institution_id = c.institution_id and m.conversation_id = c.id), 0)"))
                .isEmpty();
    }

    @Test
    void messages_areNumberedWithoutGaps_inFeedOrder() {
        feed.byConversation().forEach((id, events) -> assertThat(
                        appended(events).toArray())
                .as(id)
                .isEqualTo(LongStream.rangeClosed(1, appended(events).count()).toArray()));
    }

    @Test
    void conversation_followsItsPredecessor() {
        feed.by("contact", "id").values().forEach(events -> {
            List<Event> opened = events.stream()
                    .filter(event -> event.isOf("conversation.created"))
                    .toList();
            List<String> previous = new ArrayList<>(List.of("null"));
            opened.forEach(event -> previous.add(event.conversation().path("id").asText()));
            assertThat(opened.stream()
                            .map(event -> event.conversation()
                                    .path("previousConversationId")
                                    .asText())
                            .toList())
                    .isEqualTo(previous.subList(0, opened.size()));
        });
    }

    @Test
    void unread_equalsTheCount() {
        assertThat(stored(
                        "select c.id from conversation c",
                        "unread_count <> (select count(*) from message m"
                                + " where m.institution_id = c.institution_id and m.conversation_id = c.id"
                                + " and m.direction = 'INBOUND' and m.seq > c.last_read_seq)"))
                .isEmpty();
        assertThat(stored("select id from conversation", "status = 'CLOSED' and last_read_seq <> last_seq"))
                .isEmpty();
    }

    @Test
    void feed_emitsEveryStep_upToTheCurrentRow() {
        assertThat(feed.events()).extracting(Event::seq).isSorted().doesNotHaveDuplicates();
        assertThat(feed.events().get(feed.events().size() - 1).seq())
                .isEqualTo(feed.events().size());
        feed.byConversation().forEach((id, events) -> assertThat(events.stream()
                        .mapToLong(event -> event.conversation().path("version").asLong())
                        .toArray())
                .as(id)
                .isEqualTo(LongStream.rangeClosed(1, events.size()).toArray()));
        assertThat(feed.byConversation().values().stream()
                        .map(events -> events.get(events.size() - 1).conversation())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(stored("select conversation_json(c) from conversation c").stream()
                        .map(FeedLog::json)
                        .toList());
    }

    private static void opensAndClosesInTurn(List<Event> ofOneContact) {
        String active = null;
        for (Event event : ofOneContact) {
            String id = event.conversation().path("id").asText();
            if (event.isOf("conversation.created")) {
                assertThat(active).as("active while %s opens", id).isNull();
                active = id;
            }
            assertThat(id).isEqualTo(active);
            if (event.isOf("conversation.closed")) active = null;
        }
    }

    private static LongStream appended(List<Event> events) {
        return events.stream()
                .filter(event -> event.isOf("message.created"))
                .mapToLong(event -> event.data().path("message").path("seq").asLong());
    }

    private static List<String> stored(String select) {
        return stored(select, "true");
    }

    private static List<String> stored(String select, String where) {
        return race.institution.column(select + " where institution_id = ? and " + where, race.institution.id());
    }
}
