package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** R1–R8 and R10. Maria's conversation {@code :talk} is pending in sales, with two unread messages. */
class ConversationInvariantsIT extends OnDatabase {

    private static final String ASSIGN_TO_ANA = changed("status = 'OPEN', assigned_to = :ana, assignee_name = 'Ana'");
    private static final String READ = "unread_count = 0, last_read_seq = last_seq, waiting_since = null";
    private static final String CLOSED = "status = 'CLOSED', closed_at = now(), " + READ;
    private static final String CLOSE = changed(CLOSED);

    @Test
    void itsChannelIsOfItsInstitution() throws SQLException {
        refuses("conversation_channel_fk", another("'channel_id', :foreign"));
    }

    @Test
    void itsContactIsOfItsInstitution() throws SQLException {
        refuses("conversation_contact_fk", another("'contact_id', :alien"));
    }

    @Test
    void itsDepartmentIsOfItsInstitution() {
        refuses("conversation_feed_fk", changed("department_id = :elsewhere"));
    }

    @Test
    void itStaysOnItsChannel() {
        refuses("conversation_stays_where_it_is", changed("channel_id = :webchat"));
    }

    @Test
    void itStaysWithItsContact() {
        refuses("conversation_stays_where_it_is", changed("contact_id = :joao"));
    }

    @Test
    void twoAreNotActiveOnOneChannelWithOneContact() throws SQLException {
        refuses("conversation_one_active", another("'previous_id', :talk"));
    }

    @Test
    void anotherMayBeActiveOnAnotherChannel() throws SQLException {
        run(another("'channel_id', :webchat"));
    }

    @Test
    void aNewOneOpensAfterTheLastWasClosed() throws SQLException {
        accepts(CLOSE);
        assertThat(takeAnother()).isEqualTo("PENDING, following the last");
    }

    @Test
    void theSecondOneFollowsAnother() throws SQLException {
        run(CLOSE);
        refuses("conversation_one_first", another("'previous_id', null"));
    }

    @Test
    void itFollowsOneOfTheSameContact() throws SQLException {
        run(CLOSE);
        refuses("conversation_previous_fk", another("'contact_id', :joao, 'previous_id', :talk"));
    }

    @Test
    void itFollowsOneOnTheSameChannel() throws SQLException {
        run(CLOSE);
        refuses("conversation_previous_fk", another("'channel_id', :webchat, 'previous_id', :talk"));
    }

    @Test
    void itDoesNotFollowItself() throws SQLException {
        refuses("conversation_previous_is_another", another("'contact_id', :joao, 'previous_id', :another"));
    }

    @Test
    void twoDoNotFollowTheSame() throws SQLException {
        run(CLOSE);
        takeAnother();
        run(CLOSE.replace("id = :talk", "institution_id = :acme and status <> 'CLOSED'"));
        refuses("conversation_previous_unique", another("'previous_id', :talk"));
    }

    @Test
    void aNewOneFollowsTheLastAlsoWhenTheClockWasSetBackBetween() throws SQLException {
        run(CLOSE);
        run(another("'id', '00000000-0000-7000-8000-000000000000', 'previous_id', :talk"));
        run(CLOSE.replace(":talk", "'00000000-0000-7000-8000-000000000000'"));
        takeAnother();
        assertThat(value("select previous_id from conversation where institution_id = :acme and status = 'PENDING'"))
                .startsWith("00000000");
    }

    @Test
    void itsStatusIsKnown() throws SQLException {
        refuses("conversation_status_known", another("'contact_id', :joao, 'status', 'SNOOZED', 'assigned_to', null"));
    }

    @Test
    void whatIsOpenIsAssigned() {
        refuses("conversation_open_is_assigned", changed("status = 'OPEN'"));
    }

    @Test
    void whatIsAssignedIsOpen() {
        refuses("conversation_open_is_assigned", changed("assigned_to = :ana, assignee_name = 'Ana'"));
    }

    @Test
    void whoIsAssignedHasAName() {
        refuses("conversation_assignee_has_name", changed("status = 'OPEN', assigned_to = :ana"));
    }

    @Test
    void aMemberOfItsDepartmentMayHoldIt() throws SQLException {
        accepts(ASSIGN_TO_ANA);
    }

    @Test
    void nobodyFromAnotherDepartmentHoldsIt() {
        refuses(
                "conversation_assignee_is_member",
                changed("status = 'OPEN', assigned_to = :bruno, assignee_name = 'Bruno'"));
    }

    @Test
    void whoHoldsItDoesNotLeaveItsDepartment() throws SQLException {
        run(ASSIGN_TO_ANA);
        refuses("conversation_assignee_is_member", "delete from membership where agent_id = :ana");
    }

    @Test
    void whoHeldItMayLeaveAfterItWasClosed() throws SQLException {
        run(ASSIGN_TO_ANA);
        run(CLOSE);
        accepts("delete from membership where agent_id = :ana");
        accepts("update agent set active = false where id = :ana");
    }

    @Test
    void anybodyOfTheInstitutionMayHoldItInTriage() throws SQLException {
        accepts(changed("department_id = null, status = 'OPEN', assigned_to = :bruno, assignee_name = 'Bruno'"));
    }

    @Test
    void nobodyOfAnotherInstitutionHoldsItInTriage() {
        refuses(
                "conversation_assignee_is_active",
                changed("department_id = null, status = 'OPEN', assigned_to = :hank, assignee_name = 'Hank'"));
    }

    @Test
    void nobodyInactiveHoldsIt() throws SQLException {
        run("update agent set active = false where id = :ana");
        refuses("conversation_assignee_is_active", ASSIGN_TO_ANA);
    }

    @Test
    void whoHoldsItIsNotDeactivated() throws SQLException {
        run(ASSIGN_TO_ANA);
        refuses("conversation_assignee_is_active", "update agent set active = false where id = :ana");
    }

    @Test
    void whoHeldItWhenItWasClosedIsOfItsInstitution() {
        refuses("conversation_assignee_fk", changed("assigned_to = :hank, assignee_name = 'Hank', " + CLOSED));
    }

    @Test
    void whatIsClosedSaysWhen() {
        refuses("conversation_closed_has_time", changed("status = 'CLOSED', " + READ));
    }

    @Test
    void whatIsNotClosedSaysNoTime() {
        refuses("conversation_closed_has_time", changed("closed_at = now()"));
    }

    @Test
    void whatIsClosedHasNothingUnread() {
        refuses("conversation_closed_is_read", changed("status = 'CLOSED', closed_at = now(), waiting_since = null"));
    }

    @Test
    void inWhatIsClosedNobodyWaits() {
        refuses(
                "conversation_closed_is_read",
                changed("status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = 2"));
    }

    @Test
    void whatIsClosedStaysAsItIs() throws SQLException {
        run(CLOSE);
        refuses("conversation_closed_is_final", changed("contact_name = 'Mary'"));
    }

    @Test
    void whatIsClosedIsNotReopened() throws SQLException {
        run(CLOSE);
        refuses("conversation_closed_is_final", changed("status = 'PENDING', closed_at = null"));
    }

    @Test
    void nothingIsReadBeyondTheLastMessage() {
        refuses("conversation_read_within", changed("last_read_seq = 3, unread_count = 0"));
    }

    @Test
    void noMoreIsUnreadThanThereIs() {
        refuses("conversation_unread_within", changed("last_read_seq = 1"));
    }

    @Test
    void noLessThanNothingIsUnread() {
        refuses("conversation_unread_within", changed("unread_count = -1"));
    }

    @Test
    void whereSomethingIsUnreadSomebodyWaits() {
        refuses("conversation_unread_waits", changed("waiting_since = null"));
    }

    @Test
    void whereThereAreMessagesOneIsTheLast() {
        refuses("conversation_last_message", changed("last_message_id = null"));
    }

    @Test
    void itsHeadIsAMessage() throws SQLException {
        refusesAtCommit("conversation_head_is_a_message", changed("last_seq = 3"));
    }

    @Test
    void itsVersionIsPositive() throws SQLException {
        refuses("conversation_version_positive", another("'contact_id', :joao, 'version', 0"));
    }

    @Test
    void itsVersionDoesNotGoBack() {
        refuses("conversation_only_forwards", "update conversation set version = version - 1 where id = :talk");
    }

    @Test
    void itsLastMessageDoesNotGoBack() {
        refuses("conversation_only_forwards", changed("last_seq = 1, unread_count = 1"));
    }

    @Test
    void whatIsReadStaysRead() throws SQLException {
        run(changed("last_read_seq = 1, unread_count = 1"));
        refuses("conversation_only_forwards", changed("last_read_seq = 0"));
    }

    @Test
    void itsActivityDoesNotGoBack() {
        refuses("conversation_only_forwards", changed("updated_at = updated_at - interval '1 s'"));
    }

    @Test
    void nothingAboutItChangesWithinAVersion() {
        refuses("conversation_change_has_version", "update conversation set unread_count = 1 where id = :talk");
    }

    @Test
    void theNamesItShowsMayChangeWithinAVersion() throws SQLException {
        accepts("update conversation set contact_name = 'Mary' where id = :talk");
    }

    private String takeAnother() throws SQLException {
        run(
                "select take_inbound(json_build_array(json_build_object('institution', :acme, 'channel', :whatsapp, "
                        + "'externalId', 'ext-3', 'phone', '5511911111111', 'type', 'text', 'content', json_build_object('text', 'again'))), now())");
        return value("select status || case when previous_id = :talk then ', following the last' else '' end "
                + "from conversation where institution_id = :acme and id <> :talk");
    }

    private String another(String changes) throws SQLException {
        return copy("conversation", "id = :talk", "'id', :another, 'status', 'PENDING', 'closed_at', null, " + changes);
    }

    private static String changed(String changes) {
        return "update conversation set version = version + 1, %s where id = :talk".formatted(changes);
    }
}
