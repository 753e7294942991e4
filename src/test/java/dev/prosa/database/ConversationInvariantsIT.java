package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** R1–R8 and R10. Maria's conversation {@code :talk} is pending in sales, with two unread messages. */
class ConversationInvariantsIT extends ConstraintFixture {

    private static final String ASSIGN_TO_ANA = changed("status = 'OPEN', assigned_to = :ana, assignee_name = 'Ana'");
    private static final String READ = "unread_count = 0, last_read_seq = last_seq, waiting_since = null";
    private static final String CLOSED = "status = 'CLOSED', closed_at = now(), " + READ;
    private static final String CLOSE = changed(CLOSED);

    @Test
    void channel_ofAnotherInstitution_isRefused() throws SQLException {
        refuses("conversation_channel_fk", another("'channel_id', :foreign"));
    }

    @Test
    void contact_ofAnotherInstitution_isRefused() throws SQLException {
        refuses("conversation_contact_fk", another("'contact_id', :alien"));
    }

    @Test
    void department_ofAnotherInstitution_isRefused() {
        refuses("conversation_feed_fk", changed("department_id = :elsewhere"));
    }

    @Test
    void channel_changed_isRefused() {
        refuses("conversation_stays_where_it_is", changed("channel_id = :webchat"));
    }

    @Test
    void contact_changed_isRefused() {
        refuses("conversation_stays_where_it_is", changed("contact_id = :joao"));
    }

    @Test
    void active_secondOnChannelAndContact_isRefused() throws SQLException {
        refuses("conversation_one_active", another("'previous_id', :talk"));
    }

    @Test
    void active_onAnotherChannel_isAccepted() throws SQLException {
        run(another("'channel_id', :webchat"));
    }

    @Test
    void opening_afterTheLastWasClosed_isAccepted() throws SQLException {
        accepts(CLOSE);
        assertThat(takeAnother()).isEqualTo("PENDING, following the last");
    }

    @Test
    void second_withoutPredecessor_isRefused() throws SQLException {
        run(CLOSE);
        refuses("conversation_one_first", another("'previous_id', null"));
    }

    @Test
    void predecessor_ofAnotherContact_isRefused() throws SQLException {
        run(CLOSE);
        refuses("conversation_previous_fk", another("'contact_id', :joao, 'previous_id', :talk"));
    }

    @Test
    void predecessor_ofAnotherChannel_isRefused() throws SQLException {
        run(CLOSE);
        refuses("conversation_previous_fk", another("'channel_id', :webchat, 'previous_id', :talk"));
    }

    @Test
    void predecessor_itself_isRefused() throws SQLException {
        refuses("conversation_previous_is_another", another("'contact_id', :joao, 'previous_id', :another"));
    }

    @Test
    void predecessor_sharedByTwo_isRefused() throws SQLException {
        run(CLOSE);
        takeAnother();
        run(CLOSE.replace("id = :talk", "institution_id = :acme and status <> 'CLOSED'"));
        refuses("conversation_previous_unique", another("'previous_id', :talk"));
    }

    @Test
    void opening_afterTheClockWasSetBack_followsTheLast() throws SQLException {
        run(CLOSE);
        run(another("'id', '00000000-0000-7000-8000-000000000000', 'previous_id', :talk"));
        run(CLOSE.replace(":talk", "'00000000-0000-7000-8000-000000000000'"));
        takeAnother();
        assertThat(value("select previous_id from conversation where institution_id = :acme and status = 'PENDING'"))
                .startsWith("00000000");
    }

    @Test
    void status_unknown_isRefused() throws SQLException {
        refuses("conversation_status_known", another("'contact_id', :joao, 'status', 'SNOOZED', 'assigned_to', null"));
    }

    @Test
    void open_withoutAssignee_isRefused() {
        refuses("conversation_open_is_assigned", changed("status = 'OPEN'"));
    }

    @Test
    void assigned_notOpen_isRefused() {
        refuses("conversation_open_is_assigned", changed("assigned_to = :ana, assignee_name = 'Ana'"));
    }

    @Test
    void assignee_withoutName_isRefused() {
        refuses("conversation_assignee_has_name", changed("status = 'OPEN', assigned_to = :ana"));
    }

    @Test
    void assignee_memberOfItsDepartment_isAccepted() throws SQLException {
        accepts(ASSIGN_TO_ANA);
    }

    @Test
    void assignee_ofAnotherDepartment_isRefused() {
        refuses(
                "conversation_assignee_is_member",
                changed("status = 'OPEN', assigned_to = :bruno, assignee_name = 'Bruno'"));
    }

    @Test
    void assignee_leavingItsDepartment_isRefused() throws SQLException {
        run(ASSIGN_TO_ANA);
        refuses("conversation_assignee_is_member", "delete from membership where agent_id = :ana");
    }

    @Test
    void formerAssignee_leavingAfterTheClose_isAccepted() throws SQLException {
        run(ASSIGN_TO_ANA);
        run(CLOSE);
        accepts("delete from membership where agent_id = :ana");
        accepts("update agent set active = false where id = :ana");
    }

    @Test
    void assignee_inTriage_isAnybodyOfTheInstitution() throws SQLException {
        accepts(changed("department_id = null, status = 'OPEN', assigned_to = :bruno, assignee_name = 'Bruno'"));
    }

    @Test
    void assignee_inTriageOfAnotherInstitution_isRefused() {
        refuses(
                "conversation_assignee_is_active",
                changed("department_id = null, status = 'OPEN', assigned_to = :hank, assignee_name = 'Hank'"));
    }

    @Test
    void assignee_inactive_isRefused() throws SQLException {
        run("update agent set active = false where id = :ana");
        refuses("conversation_assignee_is_active", ASSIGN_TO_ANA);
    }

    @Test
    void assignee_deactivated_isRefused() throws SQLException {
        run(ASSIGN_TO_ANA);
        refuses("conversation_assignee_is_active", "update agent set active = false where id = :ana");
    }

    @Test
    void assignee_ofAClosedOne_isOfItsInstitution() {
        refuses("conversation_assignee_fk", changed("assigned_to = :hank, assignee_name = 'Hank', " + CLOSED));
    }

    @Test
    void closed_withoutTime_isRefused() {
        refuses("conversation_closed_has_time", changed("status = 'CLOSED', " + READ));
    }

    @Test
    void active_withAClosingTime_isRefused() {
        refuses("conversation_closed_has_time", changed("closed_at = now()"));
    }

    @Test
    void closed_withUnread_isRefused() {
        refuses("conversation_closed_is_read", changed("status = 'CLOSED', closed_at = now(), waiting_since = null"));
    }

    @Test
    void closed_withSomebodyWaiting_isRefused() {
        refuses(
                "conversation_closed_is_read",
                changed("status = 'CLOSED', closed_at = now(), unread_count = 0, last_read_seq = 2"));
    }

    @Test
    void closed_changed_isRefused() throws SQLException {
        run(CLOSE);
        refuses("conversation_closed_is_final", changed("contact_name = 'Mary'"));
    }

    @Test
    void closed_reopened_isRefused() throws SQLException {
        run(CLOSE);
        refuses("conversation_closed_is_final", changed("status = 'PENDING', closed_at = null"));
    }

    @Test
    void readUpTo_beyondTheLastMessage_isRefused() {
        refuses("conversation_read_within", changed("last_read_seq = 3, unread_count = 0"));
    }

    @Test
    void unread_moreThanMessages_isRefused() {
        refuses("conversation_unread_within", changed("last_read_seq = 1"));
    }

    @Test
    void unread_negative_isRefused() {
        refuses("conversation_unread_within", changed("unread_count = -1"));
    }

    @Test
    void unread_withNobodyWaiting_isRefused() {
        refuses("conversation_unread_waits", changed("waiting_since = null"));
    }

    @Test
    void messages_withoutALastOne_areRefused() {
        refuses("conversation_last_message", changed("last_message_id = null"));
    }

    @Test
    void head_withoutItsMessage_isRefused() throws SQLException {
        refusesAtCommit("conversation_head_is_a_message", changed("last_seq = 3"));
    }

    @Test
    void version_notPositive_isRefused() throws SQLException {
        refuses("conversation_version_positive", another("'contact_id', :joao, 'version', 0"));
    }

    @Test
    void version_decreased_isRefused() {
        refuses("conversation_only_forwards", "update conversation set version = version - 1 where id = :talk");
    }

    @Test
    void lastMessage_decreased_isRefused() {
        refuses("conversation_only_forwards", changed("last_seq = 1, unread_count = 1"));
    }

    @Test
    void readUpTo_decreased_isRefused() throws SQLException {
        run(changed("last_read_seq = 1, unread_count = 1"));
        refuses("conversation_only_forwards", changed("last_read_seq = 0"));
    }

    @Test
    void activity_movedBack_isRefused() {
        refuses("conversation_only_forwards", changed("updated_at = updated_at - interval '1 s'"));
    }

    @Test
    void change_withinAVersion_isRefused() {
        refuses("conversation_change_has_version", "update conversation set unread_count = 1 where id = :talk");
    }

    @Test
    void names_changedWithinAVersion_areAccepted() throws SQLException {
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
