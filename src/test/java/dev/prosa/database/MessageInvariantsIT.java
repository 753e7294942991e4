package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R9, R11 and R12. Maria's conversation {@code :talk} has two inbound messages, {@code ext-1} and {@code ext-2}. */
class MessageInvariantsIT extends ConstraintFixture {

    private static final String FIRST = "conversation_id = :talk and seq = 1";
    private static final String OUT_1 = "external_id = 'out-1'";
    private static final String OUTBOUND = "'direction', 'OUTBOUND', 'author_type', 'AGENT', 'author_id', :ana";

    @Test
    void message_ofNoConversation_isRefused() throws SQLException {
        refuses("message_conversation_fk", copy("message", FIRST, "'id', :another, 'conversation_id', :nothing"));
    }

    @Test
    void messages_ofOneId_areRefused() throws SQLException {
        moveTo(3);
        refuses("message_id_unique", copy("message", FIRST, "'seq', 3"));
    }

    @Test
    void message_beforeTheFirst_isRefused() throws SQLException {
        refuses("message_seq_positive", another("'seq', 0"));
    }

    @Test
    void message_leavingAGap_isRefused() throws SQLException {
        moveTo(4);
        refuses("message_without_gaps", another("'seq', 4"));
    }

    @Test
    void message_deletedFromTheMiddle_isRefused() throws SQLException {
        run("delete from inbound_id where conversation_id = :talk");
        refuses("message_without_gaps", "delete from message where " + FIRST);
    }

    @Test
    void message_deletedFromTheEnd_isRefused() throws SQLException {
        run("delete from inbound_id where conversation_id = :talk");
        refusesAtCommit(
                "conversation_head_is_a_message", "delete from message where conversation_id = :talk and seq = 2");
    }

    @Test
    void message_next_isAccepted() throws SQLException {
        moveTo(3);
        accepts(another("'seq', 3"));
    }

    @Test
    void message_notCountedByItsConversation_isRefused() throws SQLException {
        refuses("message_within_conversation", another("'seq', 3"));
    }

    @Test
    void message_ofAnotherChannel_isRefused() throws SQLException {
        moveTo(3);
        refuses("message_within_conversation", another("'seq', 3, 'channel_id', :webchat"));
    }

    @Test
    void seq_changed_isRefused() {
        refuses("message_stays_where_it_is", "update message set seq = 3 where conversation_id = :talk and seq = 2");
    }

    @Test
    void direction_changed_isRefused() {
        refuses(
                "message_stays_where_it_is",
                "update message set direction = 'OUTBOUND', author_type = 'AGENT' where " + FIRST);
    }

    @Test
    void type_unknown_isRefused() {
        refuses("message_type_known", "update message set type = 'sticker' where " + FIRST);
    }

    @Test
    void direction_unknown_isRefused() throws SQLException {
        refuses("message_direction_known", another("'direction', 'SIDEWAYS', 'author_type', 'AGENT', 'seq', 3"));
    }

    @Test
    void status_unknown_isRefused() throws SQLException {
        refuses("message_status_known", another(OUTBOUND + ", 'status', 'LOST', 'seq', 3"));
    }

    @Test
    void inbound_notDelivered_isRefused() throws SQLException {
        refuses("message_inbound_is_delivered", another("'status', 'QUEUED', 'seq', 3"));
    }

    @Test
    void author_ofUnknownKind_isRefused() throws SQLException {
        refuses("message_author_known", another("'direction', 'OUTBOUND', 'author_type', 'BOT', 'seq', 3"));
    }

    @Test
    void outbound_byAContact_isRefused() throws SQLException {
        refuses("message_author_fits", another("'direction', 'OUTBOUND', 'seq', 3"));
    }

    @Test
    void inbound_byAnAgent_isRefused() throws SQLException {
        refuses("message_author_fits", another("'author_type', 'AGENT', 'seq', 3"));
    }

    @Test
    void media_withoutUrl_isRefused() {
        refuses("message_media_has_url", "update message set type = 'image' where " + FIRST);
    }

    @Test
    void text_withUrl_isRefused() {
        refuses("message_media_has_url", "update message set content.\"mediaUrl\" = 'https://x' where " + FIRST);
    }

    @Test
    void media_withoutFields_isRefused() throws SQLException {
        String somewhere = "update message set type = 'image', content.\"mediaUrl\" = 'https://x'%s where " + FIRST;
        refuses("message_media_has_url", somewhere.formatted(""));
        accepts(somewhere.formatted(", content.media = row (null, null, null)::media_shape"));
    }

    @Test
    void contact_withoutCard_isRefused() {
        refuses("message_contact_has_card", "update message set type = 'contact' where " + FIRST);
    }

    @Test
    void message_withoutText_isRefused() {
        refuses("message_has_text", "update message set content.text = null where " + FIRST);
    }

    @Test
    void text_over4096CodePoints_isRefused() throws SQLException {
        accepts("update message set content.text = repeat('😀', 4096) where " + FIRST);
        refuses("message_content_length", "update message set content.text = repeat('x', 4097) where " + FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        "SENT,QUEUED",
        "DELIVERED,QUEUED",
        "DELIVERED,SENT",
        "READ,DELIVERED",
        "READ,SENT",
        "DELIVERED,FAILED",
        "READ,FAILED",
        "FAILED,QUEUED",
        "FAILED,SENT",
        "FAILED,DELIVERED",
        "FAILED,READ"
    })
    void itsStatusDoesNotGoBack(String from, String to) throws SQLException {
        send(from);
        refuses("message_status_only_forwards", "update message set status = '%s' where id = :another".formatted(to));
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,SENT",
        "QUEUED,DELIVERED",
        "QUEUED,READ",
        "QUEUED,FAILED",
        "SENT,DELIVERED",
        "SENT,READ",
        "SENT,FAILED",
        "DELIVERED,READ",
        "SENT,SENT",
        "FAILED,FAILED"
    })
    void itsStatusMayGoForwardsOrStay(String from, String to) throws SQLException {
        send(from);
        accepts("update message set status = '%s' where id = :another".formatted(to));
    }

    @Test
    void externalId_repeatedOnAChannel_isRefused() {
        refuses(
                "inbound_id_unique",
                "insert into inbound_id select institution_id, channel_id, external_id, id, conversation_id, seq "
                        + "from message where " + FIRST);
    }

    @Test
    void externalId_onAnotherChannel_isAccepted() throws SQLException {
        accepts(copy("inbound_id", "external_id = 'ext-1'", "'channel_id', :webchat"));
    }

    @Test
    void inboundExternalId_ofNoMessage_isRefused() throws SQLException {
        refuses("inbound_id_message_fk", copy("inbound_id", "external_id = 'ext-2'", "'external_id', 'x', 'seq', 3"));
    }

    @Test
    void outboundExternalId_ofTwoMessages_isRefused() {
        refuses(
                "outbound_id_unique",
                "insert into outbound_id select institution_id, channel_id, 'out-1', id, conversation_id, seq "
                        + "from message where institution_id = :globex and direction = 'INBOUND'");
    }

    @Test
    void outboundMessage_withTwoExternalIds_isRefused() throws SQLException {
        refuses("outbound_id_one_per_message", copy("outbound_id", OUT_1, "'external_id', 'out-2'"));
    }

    @Test
    void outboundExternalId_ofNoMessage_isRefused() throws SQLException {
        refuses("outbound_id_message_fk", copy("outbound_id", OUT_1, "'external_id', 'out-2', 'seq', 3"));
    }

    @Test
    void repeat_answersWithTheFirst_andChangesNothing() throws SQLException {
        String before = value("select conversation_json(c)::text from conversation c where id = :talk");
        assertThat(value("select (message_id = (select id from message where %s) and duplicate)::text from %s"
                        .formatted(FIRST, take("'ext-1'"))))
                .isEqualTo("true");
        assertThat(value("select conversation_json(c)::text from conversation c where id = :talk"))
                .isEqualTo(before);
    }

    @Test
    void repeat_afterAnotherPhone_answersWithTheFirst() throws SQLException {
        run("update contact set phone = '5511944444444' where id = :maria");
        assertThat(value("select seq || ' ' || duplicate from " + take("'ext-1'")))
                .isEqualTo("1 true");
        assertThat(value("select count(*) from contact where institution_id = :acme"))
                .isEqualTo("2");
    }

    @Test
    void history_ofNoConversation_isRefused() throws SQLException {
        refuses("conversation_history_conversation_fk", history("'conversation_id', :nothing"));
    }

    @Test
    void history_ofUnknownType_isRefused() throws SQLException {
        refuses("conversation_history_type_known", history("'type', 'SNOOZED'"));
    }

    @Test
    void history_ofUnknownActor_isRefused() throws SQLException {
        refuses("conversation_history_by_known", history("'by_type', 'BOT', 'by_id', :ana"));
    }

    @Test
    void history_withoutItsAgentOrKey_isRefused() throws SQLException {
        refuses("conversation_history_by_fits", history("'by_type', 'AGENT', 'by_id', null"));
    }

    private String another(String changes) throws SQLException {
        return copy("message", FIRST, "'id', :another, " + changes);
    }

    private void send(String status) throws SQLException {
        moveTo(3);
        run(another(OUTBOUND + ", 'seq', 3, 'status', '%s'".formatted(status)));
    }

    private void moveTo(int seq) throws SQLException {
        run("update conversation set version = version + 1, last_seq = %d where id = :talk".formatted(seq));
    }

    private String history(String changes) throws SQLException {
        return copy("conversation_history", "conversation_id = :talk", "'id', :another, " + changes);
    }

    private static String take(String externalId) {
        return "take_inbound(json_build_array(json_build_object('institution', :acme, 'channel', :whatsapp, "
                + "'externalId', %s, 'phone', '5511911111111', 'type', 'text', 'content', json_build_object('text', 'x'))), now())"
                        .formatted(externalId);
    }
}
