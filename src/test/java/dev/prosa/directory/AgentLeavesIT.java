package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R15: an agent that leaves gives its conversations back, and its rights end with the events that say so. */
final class AgentLeavesIT {

    private static final String ROW = "select concat_ws(' ', status, assigned_to, assignee_name, version, unread_count,"
            + " waiting_since is not null) from conversation where id = ?";

    private Office office;
    private UUID ana;
    private UUID inSales;
    private UUID inSupport;
    private UUID inTriage;
    private long salesSeq;
    private long supportSeq;
    private long triageSeq;

    @BeforeEach
    void anaHoldsThree() throws SQLException {
        office = new Office();
        ana = office.agent("Ana", "AGENT", office.sales, office.support);
        inSales = office.heldBy(ana, office.sales, "4900000001");
        inSupport = office.heldBy(ana, office.support, "4900000002");
        inTriage = office.heldBy(ana, null, "4900000003");
        salesSeq = office.seq(office.sales);
        supportSeq = office.seq(office.support);
        triageSeq = office.seq(office.institution);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void leavingADepartmentGivesBackWhatIsThereAndNothingElse() throws SQLException {
        assertThat(office.change(ana, "{\"departmentIds\": [\"" + office.support + "\"]}"))
                .isNull();

        assertThat(office.text(ROW, inSales)).isEqualTo("PENDING 4 1 t");
        assertThat(office.text(ROW, inSupport)).isEqualTo("OPEN " + ana + " Ana 3 1 t");
        assertThat(office.text(ROW, inTriage)).isEqualTo("OPEN " + ana + " Ana 3 1 t");
        assertThat(office.events(office.sales, salesSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(office.seq(office.support)).isEqualTo(supportSeq);
        assertThat(office.seq(office.institution)).isEqualTo(triageSeq);
    }

    @Test
    void whatIsGivenBackIsSaidAsTheRowIsNow() throws SQLException {
        office.change(ana, "{\"departmentIds\": []}");

        assertThat(office.text(
                        "select payload::json -> 'data' ->> 'conversation' from feed_event where feed_id = ? and type = 'conversation.assigned'",
                        office.sales))
                .isEqualTo(office.text("select conversation_json(c) from conversation c where id = ?", inSales));
        assertThat(office.text(
                        "select payload::json -> 'data' ->> 'previousAssignee' from feed_event where feed_id = ? and type = 'conversation.assigned'",
                        office.sales))
                .isEqualTo("{\"id\":\"" + ana + "\",\"name\":\"Ana\"}");
        assertThat(office.text(
                        "select concat_ws(' ', by_type, by_name, from_department = to_department, from_attendant, to_attendant)"
                                + " from conversation_history where conversation_id = ? and type = 'ASSIGNED'",
                        inSales))
                .isEqualTo("SYSTEM System t " + ana);
    }

    @Test
    void severalConversationsComeBeforeTheEndOfTheRight() throws SQLException {
        office.heldBy(ana, office.sales, "4900000004");
        long before = office.seq(office.sales);

        office.change(ana, "{\"departmentIds\": []}");

        assertThat(office.events(office.sales, before))
                .containsExactly("conversation.assigned", "conversation.assigned", "agent.removed Ana ended");
    }

    @Test
    void deactivatingGivesBackEverywhereAndEndsAllRights() throws SQLException {
        assertThat(office.change(ana, "{\"active\": false}")).isNull();

        for (UUID conversation : new UUID[] {inSales, inSupport, inTriage})
            assertThat(office.text(ROW, conversation)).isEqualTo("PENDING 4 1 t");
        assertThat(office.events(office.sales, salesSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(office.events(office.support, supportSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(office.events(office.institution, triageSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
    }

    @Test
    void deletingEndsAllAndFreesTheEmail() throws SQLException {
        String email = office.text("select email from agent where id = ?", ana);

        assertThat(office.change(ana, "{\"deleted\": true}")).isNull();

        assertThat(office.events(office.institution, triageSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(office.texts("select 1 from membership where agent_id = ?", ana))
                .isEmpty();
        assertThat(office.change(office.agent("Bea", "AGENT"), "{\"email\": \"" + email + "\"}"))
                .isNull();
        assertThat(office.change(ana, "{\"deleted\": true}")).isEqualTo("NOT_FOUND");
    }

    @Test
    void aClosedConversationKeepsItsAgent() throws SQLException {
        office.close(inSales);

        office.change(ana, "{\"deleted\": true}");

        assertThat(office.text("select assignee_name from conversation where id = ?", inSales))
                .isEqualTo("Ana");
        assertThat(office.events(office.sales, salesSeq)).containsExactly("agent.removed Ana ended");
    }

    @Test
    void aRepeatChangesNothing() throws SQLException {
        office.change(ana, "{\"active\": false}");
        long after = office.seq(office.sales);
        String row = office.text("select agent::text from agent where id = ?", ana);

        assertThat(office.change(ana, "{\"active\": false, \"name\": \"Ana\", \"role\": \"AGENT\"}"))
                .isNull();

        assertThat(office.seq(office.sales)).isEqualTo(after);
        assertThat(office.text("select agent::text from agent where id = ?", ana))
                .isEqualTo(row);
    }

    @Test
    void updatedAtNeverGoesBackwards() throws SQLException {
        office.id("update conversation set updated_at = '2100-01-01' where id = ? returning id", inSales);

        office.change(ana, "{\"active\": false}");

        assertThat(office.text("select iso(updated_at) from conversation where id = ?", inSales))
                .startsWith("2100-01-01");
    }

    @Test
    void anAgentOfAnotherInstitutionIsNotThere() throws SQLException {
        try (Office other = new Office()) {
            assertThat(other.change(ana, "{\"active\": false}")).isEqualTo("NOT_FOUND");
            assertThat(office.change(ana, "{\"departmentIds\": [\"" + other.sales + "\"]}"))
                    .isEqualTo("UNKNOWN_DEPARTMENT");
        }
        assertThat(office.seq(office.sales)).isEqualTo(salesSeq);
    }
}
