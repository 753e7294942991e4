package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command is told under its locks. Maria's conversation is in sales, Ana's department, with two unread messages. */
class CommandLocksIT extends ConstraintFixture {

    private static final String NEW_PHONE = "5511944444444";
    private static final String MARIA = "5511911111111";

    @ParameterizedTest
    @CsvSource({":ana, t", "null, t", ":bruno, t", ":hank, f", ":nobody, f"})
    void conversation_isLockedForWhoMayCommandIt(String caller, String locked) throws SQLException {
        assertThat(ofConversation("(locked).id is not null", ":talk", caller, "null", "null", "null"))
                .isEqualTo(locked);
    }

    @Test
    void conversation_ofAnotherInstitution_isNotThere() throws SQLException {
        assertThat(value("select (locked).id from lock_conversation(:globex, :talk, null, null, null, null)"))
                .isNull();
        assertThat(ofConversation("(locked).id", ":unknown", "null", "null", "null", "null"))
                .isNull();
    }

    @Test
    void assignee_isNamedOnlyIfActive_withItsDepartmentsByName() throws SQLException {
        run("insert into membership values (:acme, :support, :ana)");
        run("update department set name = 'A first one' where id = :support");
        String asked = "concat_ws(' ', agent_name, agent_departments = concat(:support::text, ',', :sales::text))";

        assertThat(ofConversation(asked, ":talk", "null", ":ana", "null", "null"))
                .isEqualTo("Ana t");
        assertThat(ofConversation("agent_name", ":talk", "null", ":hank", "null", "null"))
                .isNull();
        run("update agent set active = false where id = :ana");
        assertThat(ofConversation("agent_name", ":talk", "null", ":ana", "null", "null"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({":sales, t", "null, t", ":elsewhere, f", ":unknown, f", ":support, f"})
    void department_existsUntilItIsDeleted(String department, String exists) throws SQLException {
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");

        assertThat(ofConversation("department_exists", ":talk", "null", "null", department, "null"))
                .isEqualTo(exists);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 1", "2, 0", "null, 0"})
    void inboundMessages_areCountedAboveASeq_answersAreNot(String upTo, String count) throws SQLException {
        run("with c as (update conversation set last_seq = 3, last_message_id = uuidv7(), version = version + 1 where"
                + " id = :talk returning *) select store_outbound_message(c, json_build_object('type', 'text', 'text',"
                + " 'hi'), json_build_object('type', 'AGENT', 'id', :ana, 'name', 'Ana'), now()) from c");

        assertThat(ofConversation("inbound_after", ":talk", "null", "null", "null", upTo))
                .isEqualTo(count);
    }

    @Test
    void recipient_withAnActiveConversation_getsIt() throws SQLException {
        assertThat(ofRecipient(
                        "(locked).id = :talk and can_command and channel_exists and follows is null", ":ana", MARIA))
                .isEqualTo("t");
        run("update agent set role = 'AGENT' where id = :bruno");
        assertThat(ofRecipient("(locked).id = :talk and not can_command", ":bruno", MARIA))
                .isEqualTo("t");
    }

    @Test
    void recipient_onAnotherChannel_hasNoConversationYet() throws SQLException {
        assertThat(value("select (locked).id is null and follows is null and channel_department is null"
                        + " from lock_recipient(:acme, :webchat, null, '" + MARIA + "', now())"))
                .isEqualTo("t");
    }

    @Test
    void recipient_afterClosing_followsTheClosedOne() throws SQLException {
        run(CLOSE);

        assertThat(ofRecipient("(locked).id is null and follows = :talk::text", ":ana", MARIA))
                .isEqualTo("t");
        assertThat(value("select follows is null and recipient_name = 'Maria' and channel_department is null"
                        + " from lock_recipient(:acme, :webchat, null, '" + MARIA + "', now())"))
                .isEqualTo("t");
    }

    @Test
    void recipient_thatIsNew_isMade_namedByItsPhone() throws SQLException {
        assertThat(ofRecipient("recipient_name || (channel_department = :sales::text)", ":ana", NEW_PHONE))
                .isEqualTo(NEW_PHONE + "true");
        assertThat(ofRecipient("recipient_name", ":ana", MARIA)).isEqualTo("Maria");
        assertThat(contacts()).isEqualTo("1");
    }

    @Test
    void recipient_ofADeletedChannel_orAnInactiveAgent_isNotMade() throws SQLException {
        run("update agent set active = false where id = :bruno");
        assertThat(ofRecipient("recipient_id", ":bruno", NEW_PHONE)).isNull();

        run("update channel set deleted_at = now() where id = :whatsapp");
        assertThat(ofRecipient("channel_exists", "null", NEW_PHONE)).isEqualTo("f");
        assertThat(contacts()).isEqualTo("0");
    }

    @Test
    void recipient_afterItsContactIsDeleted_isAnother() throws SQLException {
        run(CLOSE);
        run("update contact set deleted_at = now() where id = :maria");

        assertThat(ofRecipient("recipient_id <> :maria::text and follows is null", "null", MARIA))
                .isEqualTo("t");
    }

    private String contacts() throws SQLException {
        return value("select count(*) from contact where phone = '" + NEW_PHONE + "'");
    }

    private String ofConversation(
            String asked, String conversation, String caller, String agent, String department, String upTo)
            throws SQLException {
        return value("select %s from lock_conversation(:acme, %s, %s, %s, %s, %s)"
                .formatted(asked, conversation, caller, agent, department, upTo));
    }

    private String ofRecipient(String asked, String agent, String phone) throws SQLException {
        return value("select %s from lock_recipient(:acme, :whatsapp, %s, '%s', now())".formatted(asked, agent, phone));
    }
}
