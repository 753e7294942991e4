package dev.prosa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedStoreIT {

    private static FeedDatabase database;
    private FeedId sales;
    private FeedId triage;

    @BeforeAll
    static void open() {
        database = new FeedDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void anInstitution() {
        UUID institution = database.writer().institution();
        triage = FeedId.ofTriage(institution);
        sales = new FeedId(institution, database.writer().department(institution, "Sales"));
    }

    private FeedPage after(FeedId feed, long seq, int events, int bytes) {
        return await(database.store().after(feed, seq, events, bytes));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private static List<Long> seqs(FeedPage page) {
        return page.events().stream().map(FeedEvent::seq).toList();
    }

    @Test
    void emptyFeed_hasHead_andNoEvents() {
        FeedPage page = after(sales, 0, 256, 1_000);
        assertThat(page.head().seq()).isZero();
        assertThat(page.events()).isEmpty();
    }

    @Test
    void page_hasEventsAfterSeq_inOrder() {
        database.append(sales, 5);
        assertThat(seqs(after(sales, 2, 256, 10_000))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void event_hasStoredText_andItsLengthInUtf8() {
        database.writer().append(sales.institution(), sales.id(), 1, "\"ä\"");
        FeedEvent event = after(sales, 0, 1, 1).events().get(0);
        assertThat(event.payload())
                .startsWith("{\"seq\":1,\"type\":\"test.event\"")
                .endsWith("\"data\":\"ä\"}");
        assertThat(event.bytes()).isEqualTo(event.payload().length() + 1);
    }

    @Test
    void page_isBoundedInEvents() {
        database.append(sales, 5);
        FeedPage page = after(sales, 0, 2, 10_000);
        assertThat(seqs(page)).containsExactly(1L, 2L);
        assertThat(page.head().seq()).isEqualTo(5);
        assertThat(page.reachesHead()).isFalse();
    }

    @Test
    void page_isBoundedInBytes_withOneEventAtLeast() {
        database.append(sales, 5);
        int bytes = after(sales, 0, 1, 1).events().get(0).bytes();
        assertThat(seqs(after(sales, 0, 256, 3 * bytes))).containsExactly(1L, 2L, 3L);
        assertThat(seqs(after(sales, 0, 256, 3 * bytes - 1))).containsExactly(1L, 2L);
        assertThat(seqs(after(sales, 2, 256, 1))).containsExactly(3L);
    }

    @Test
    void event_thatEndsAccess_namesItsAgent() {
        UUID agent = database.writer().agent(sales.institution(), "AGENT");
        database.writer().append(sales.institution(), sales.id(), List.of("{}"), agent, true);
        FeedEvent event = after(sales, 0, 1, 1).events().get(0);
        assertThat(event.subject()).isEqualTo(agent);
        assertThat(event.accessEnded()).isTrue();
    }

    @Test
    void heads_ofSeveralFeeds_leaveOutUnknownOnes() {
        database.append(sales, 2);
        FeedId unknown = new FeedId(sales.institution(), UUID.randomUUID());
        var heads = await(database.store().heads(List.of(sales, triage, unknown)));
        assertThat(heads).hasSize(2);
        assertThat(heads.get(sales).seq()).isEqualTo(2);
        assertThat(heads.get(triage).seq()).isZero();
    }

    @Test
    void page_ofAnotherInstitution_isRefused() {
        FeedId foreign = new FeedId(database.writer().institution(), sales.id());
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> after(foreign, 0, 1, 1));
    }
}
