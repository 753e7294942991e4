package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R15: an agent that leaves gives its conversations back, and its rights end with the events that say so. */
@QuarkusTest
final class AgentLeavesIT {

    private static final String ROW = "select concat_ws(' ', status, assigned_to, assignee_name, version, unread_count,"
            + " waiting_since is not null) from conversation where id = ?";

    private SqlInstitution acme;
    private UUID ana;
    private UUID inSales;
    private UUID inSupport;
    private UUID inTriage;
    private long salesSeq;
    private long supportSeq;
    private long triageSeq;

    @BeforeEach
    void anaHoldsThree() throws SQLException {
        acme = new SqlInstitution();
        ana = acme.agent("Ana", "AGENT", acme.sales, acme.support);
        inSales = acme.assignedTo(ana, acme.sales, "4900000001");
        inSupport = acme.assignedTo(ana, acme.support, "4900000002");
        inTriage = acme.assignedTo(ana, null, "4900000003");
        salesSeq = acme.seq(acme.sales);
        supportSeq = acme.seq(acme.support);
        triageSeq = acme.seq(acme.institution);
    }

    @AfterEach
    void close() throws SQLException {
        acme.close();
    }

    @Test
    void leaving_aDepartment_unassignsThereOnly() throws SQLException {
        assertThat(acme.change(ana, "{\"departmentIds\": [\"" + acme.support + "\"]}"))
                .isNull();

        assertThat(acme.text(ROW, inSales)).isEqualTo("PENDING 4 1 t");
        assertThat(acme.text(ROW, inSupport)).isEqualTo("OPEN " + ana + " Ana 3 1 t");
        assertThat(acme.text(ROW, inTriage)).isEqualTo("OPEN " + ana + " Ana 3 1 t");
        assertThat(acme.events(acme.sales, salesSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(acme.seq(acme.support)).isEqualTo(supportSeq);
        assertThat(acme.seq(acme.institution)).isEqualTo(triageSeq);
    }

    @Test
    void unassigned_event_showsTheRowAsItIsNow() throws SQLException {
        acme.change(ana, "{\"departmentIds\": []}");

        assertThat(acme.text(
                        "select payload::json -> 'data' ->> 'conversation' from feed_event where feed_id = ? and type = 'conversation.assigned'",
                        acme.sales))
                .isEqualTo(acme.text("select conversation_json(c) from conversation c where id = ?", inSales));
        assertThat(acme.text(
                        "select payload::json -> 'data' ->> 'previousAssignee' from feed_event where feed_id = ? and type = 'conversation.assigned'",
                        acme.sales))
                .isEqualTo("{\"id\":\"" + ana + "\",\"name\":\"Ana\"}");
        assertThat(acme.text(
                        "select concat_ws(' ', by_type, by_name, from_department = to_department, from_attendant, to_attendant)"
                                + " from conversation_history where conversation_id = ? and type = 'ASSIGNED'",
                        inSales))
                .isEqualTo("API_KEY Tests t " + ana);
    }

    @Test
    void unassignments_comeBefore_theRevocation() throws SQLException {
        acme.assignedTo(ana, acme.sales, "4900000004");
        long before = acme.seq(acme.sales);

        acme.change(ana, "{\"departmentIds\": []}");

        assertThat(acme.events(acme.sales, before))
                .containsExactly("conversation.assigned", "conversation.assigned", "agent.removed Ana ended");
    }

    @Test
    void deactivation_unassignsEverywhere_andRevokesAll() throws SQLException {
        assertThat(acme.change(ana, "{\"active\": false}")).isNull();

        for (UUID conversation : new UUID[] {inSales, inSupport, inTriage})
            assertThat(acme.text(ROW, conversation)).isEqualTo("PENDING 4 1 t");
        assertThat(acme.events(acme.sales, salesSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(acme.events(acme.support, supportSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(acme.events(acme.institution, triageSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
    }

    @Test
    void deletion_endsAll_andFreesTheEmail() throws SQLException {
        String email = acme.text("select email from agent where id = ?", ana);

        assertThat(acme.change(ana, SqlInstitution.DELETION)).isNull();

        assertThat(acme.events(acme.institution, triageSeq))
                .containsExactly("conversation.assigned", "agent.removed Ana ended");
        assertThat(acme.texts("select 1 from membership where agent_id = ?", ana))
                .isEmpty();
        assertThat(acme.change(acme.agent("Bea", "AGENT"), "{\"email\": \"" + email + "\"}"))
                .isNull();
        assertThat(acme.change(ana, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
    }

    @Test
    void conversation_closed_keepsItsAgent() throws SQLException {
        acme.close(inSales);

        acme.change(ana, SqlInstitution.DELETION);

        assertThat(acme.text("select assignee_name from conversation where id = ?", inSales))
                .isEqualTo("Ana");
        assertThat(acme.events(acme.sales, salesSeq)).containsExactly("agent.removed Ana ended");
    }

    @Test
    void change_repeated_changesNothing() throws SQLException {
        acme.change(ana, "{\"active\": false}");
        long after = acme.seq(acme.sales);
        String row = acme.text("select agent::text from agent where id = ?", ana);

        assertThat(acme.change(ana, "{\"active\": false, \"name\": \"Ana\", \"role\": \"AGENT\"}"))
                .isNull();

        assertThat(acme.seq(acme.sales)).isEqualTo(after);
        assertThat(acme.text("select agent::text from agent where id = ?", ana)).isEqualTo(row);
    }

    @Test
    void updatedAt_movesForwardOnly() throws SQLException {
        acme.id("update conversation set updated_at = '2100-01-01' where id = ? returning id", inSales);

        acme.change(ana, "{\"active\": false}");

        assertThat(acme.text("select iso(updated_at) from conversation where id = ?", inSales))
                .startsWith("2100-01-01");
    }

    @Test
    void agent_ofAnotherInstitution_isNotFound() throws SQLException {
        try (SqlInstitution other = new SqlInstitution()) {
            assertThat(other.change(ana, "{\"active\": false}")).isEqualTo(SqlInstitution.NOT_FOUND);
            assertThat(acme.change(ana, "{\"departmentIds\": [\"" + other.sales + "\"]}"))
                    .isEqualTo(SqlInstitution.UNKNOWN_DEPARTMENTS);
        }
        assertThat(acme.seq(acme.sales)).isEqualTo(salesSeq);
    }
}
