package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** R13. Maria's conversation has put three events into the feed of sales: it was opened, and two messages came. */
class FeedInvariantsIT extends ConstraintFixture {

    private static final String FEED_OF_SALES = "institution_id = :acme and id = :sales";

    @Test
    void institution_hasAFeedForTriage_andPerDepartment() throws SQLException {
        assertThat(value("select string_agg(coalesce(department_id, institution_id)::text, ',' order by id) from feed "
                        + "where institution_id = :acme"))
                .isEqualTo(value("select string_agg(id::text, ',' order by id) "
                        + "from (values (:acme::uuid), (:sales), (:support)) feed (id)"));
    }

    @Test
    void feed_ofNoInstitution_isRefused() {
        refuses("feed_institution_fk", "insert into feed (institution_id, id) values (:nobody, :nobody)");
    }

    @Test
    void feed_ofAForeignDepartment_isRefused() {
        refuses("feed_department_fk", "insert into feed (institution_id, id) values (:acme, :elsewhere)");
    }

    @Test
    void feed_belowZero_isRefused() {
        refuses("feed_seq_not_negative", "update feed set seq = -1 where " + FEED_OF_SALES);
    }

    @Test
    void feed_advancedWithoutItsEvents_isRefused() throws SQLException {
        refusesAtCommit("feed_without_gaps", "update feed set seq = seq + 1 where " + FEED_OF_SALES);
    }

    @Test
    void feed_advancedPastItsEvents_isRefused() throws SQLException {
        run("update feed set seq = seq + 2 where " + FEED_OF_SALES);
        refusesAtCommit("feed_without_gaps", event(5));
    }

    @Test
    void feed_movedBack_isRefused() throws SQLException {
        refusesAtCommit("feed_without_gaps", "update feed set seq = seq - 1 where " + FEED_OF_SALES);
    }

    @Test
    void feed_advancedWithItsEvents_isAccepted() throws SQLException {
        run("update feed set seq = seq + 2 where " + FEED_OF_SALES);
        accepts(event(4) + ";" + event(5));
    }

    @Test
    void event_beyondItsFeed_isRefused() {
        refuses("feed_event_within_feed", event(4));
    }

    @Test
    void event_ofNoFeed_isRefused() throws SQLException {
        refuses("feed_event_feed_fk", copy("feed_event", "feed_id = :sales", "'feed_id', :nowhere"));
    }

    @Test
    void event_belowOne_isRefused() {
        refuses("feed_event_seq_positive", event(0));
    }

    @Test
    void revocation_ofNobody_isRefused() throws SQLException {
        refuses(
                "feed_event_access_has_subject",
                copy("feed_event", "feed_id = :sales", "'seq', 4, 'access_ended', true"));
    }

    @Test
    void departmentEnd_ofEverybody_needsNoSubject() throws SQLException {
        refuses(
                "feed_event_within_feed",
                copy("feed_event", "feed_id = :sales", "'seq', 4, 'access_ended', true, 'type', 'department.deleted'"));
    }

    @Test
    void event_changed_isRefused() {
        refuses("feed_event_is_final", "update feed_event set payload = '{}' where feed_id = :sales and seq = 1");
    }

    @Test
    void events_old_mayBeDeleted() throws SQLException {
        accepts("delete from feed_event where feed_id = :sales and seq = 1");
        accepts("delete from feed_event where feed_id = :sales");
    }

    @Test
    void event_deletedBeforeAnOlderOne_isRefused() {
        refuses("feed_event_goes_oldest_first", "delete from feed_event where feed_id = :sales and seq = 2");
    }

    @Test
    void servedDatabase_secondRow_isRefused() {
        refuses("feed_served_is_one", "insert into feed_served (one, origin) values (false, 'elsewhere')");
    }

    @Test
    void append_toAMissingFeed_isRefused() {
        assertThat(brokenBy("select feed_append(array[:acme::uuid], array[:nowhere::uuid], '{x}', array['{}'], now())"))
                .contains("null value in column \"seq\"");
    }

    private static String event(int seq) {
        return "insert into feed_event (institution_id, feed_id, seq, type, at, payload) "
                + "values (:acme, :sales, %d, 'x', now(), '{}')".formatted(seq);
    }
}
