package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two changes about one department or channel the second waits for the first, and sees what it did. */
@QuarkusTest
final class DepartmentsAtOnceIT {

    private static final String TRANSFER_TO =
            "select id from department where institution_id = ? and id = ? and deleted_at is null for key share";

    private SqlInstitution acme;
    private UUID finance;
    private UUID ana;

    @BeforeEach
    void open() throws SQLException {
        acme = new SqlInstitution();
        finance = acme.newDepartment("Finance");
        ana = acme.agent("Ana", "AGENT", acme.sales);
        acme.connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        acme.close();
    }

    /** What becomes of the other one, which waits for what the connection has done. */
    private String afterwards(CompletableFuture<String> other) throws Exception {
        SqlInstitution.awaitWaiting();
        acme.connection.commit();
        return other.get();
    }

    /** What becomes of the other one, which waits for the first. */
    private static String after(OpenTransaction first, CompletableFuture<String> other) throws Exception {
        SqlInstitution.awaitWaiting();
        first.commit();
        return other.get();
    }

    // --- a channel and what comes in

    @Test
    void channel_onWhichAConversationOpens_isInUse() throws Exception {
        acme.conversation(acme.sales, "4900000001");

        var deletion =
                SqlInstitution.concurrently(() -> acme.channelChange(acme.salesChannel, SqlInstitution.DELETION));

        assertThat(afterwards(deletion)).isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);
    }

    @Test
    void message_whileItsChannelIsDeleted_isOfUnknownChannel() throws Exception {
        var first = OpenTransaction.of(() -> acme.channelChange(acme.salesChannel, SqlInstitution.DELETION));

        var inbound =
                SqlInstitution.concurrently(SqlInstitution.INBOUND, acme.institution, acme.salesChannel, "4900000001");

        assertThat(after(first, inbound)).isEqualTo("nothing");
        assertThat(acme.texts("select 1 from contact where institution_id = ?", acme.institution))
                .isEmpty();
    }

    @Test
    void message_whileItsChannelMoves_opensInTheNewDepartment() throws Exception {
        var first = OpenTransaction.of(
                () -> acme.channelChange(acme.salesChannel, "{\"departmentId\": \"" + finance + "\"}"));

        var inbound =
                SqlInstitution.concurrently(SqlInstitution.INBOUND, acme.institution, acme.salesChannel, "4900000001");

        assertThat(after(first, inbound)).isNotEqualTo("nothing");
        assertThat(acme.text("select department_id from conversation where institution_id = ?", acme.institution))
                .isEqualTo(finance.toString());
    }

    @Test
    void channel_whileAConversationOpens_isNotMoved() throws Exception {
        acme.conversation(acme.sales, "4900000001");

        var change =
                SqlInstitution.concurrently(() -> acme.channelChange(acme.salesChannel, "{\"departmentId\": null}"));

        assertThat(afterwards(change)).isEqualTo("done");
        assertThat(acme.changeDepartment(acme.sales, SqlInstitution.DELETION))
                .isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);
    }

    // --- a department and what leads to it

    @Test
    void department_whileAChannelMovesToIt_isInUse() throws Exception {
        var first = OpenTransaction.of(
                () -> acme.channelChange(acme.salesChannel, "{\"departmentId\": \"" + finance + "\"}"));

        var deletion = SqlInstitution.concurrently(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        assertThat(after(first, deletion)).isEqualTo(SqlInstitution.CHANNELS);
    }

    @Test
    void channel_toADepartmentBeingDeleted_isRefused() throws Exception {
        var first = OpenTransaction.of(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        var change = SqlInstitution.concurrently(
                () -> acme.channelChange(acme.salesChannel, "{\"departmentId\": \"" + finance + "\"}"));

        assertThat(after(first, change)).isEqualTo(SqlInstitution.UNKNOWN_DEPARTMENT);
    }

    @Test
    void department_whileATransferToItRuns_isInUse() throws Exception {
        UUID conversation = acme.conversation(acme.support, "4900000001");
        acme.connection.commit();
        acme.id(TRANSFER_TO, acme.institution, finance);
        acme.id(
                "update conversation set department_id = ?, version = version + 1 where id = ? returning id",
                finance,
                conversation);

        var deletion = SqlInstitution.concurrently(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        assertThat(afterwards(deletion)).isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);
    }

    @Test
    void transfer_toADepartmentBeingDeleted_isNotFound() throws Exception {
        var first = OpenTransaction.of(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        var transfer = SqlInstitution.concurrently(TRANSFER_TO, acme.institution, finance);

        assertThat(after(first, transfer)).isEqualTo("nothing");
    }

    // --- a department and its agents

    @Test
    void agent_joiningADepartmentBeingDeleted_isRefused() throws Exception {
        var first = OpenTransaction.of(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        var joining =
                SqlInstitution.concurrently(() -> acme.agentChange(ana, "{\"departmentIds\": [\"" + finance + "\"]}"));

        assertThat(after(first, joining)).isEqualTo(SqlInstitution.UNKNOWN_DEPARTMENTS);
    }

    @Test
    void member_whoJustJoined_isRemovedWithTheDepartment() throws Exception {
        var first = OpenTransaction.of(() -> acme.agentChange(ana, "{\"departmentIds\": [\"" + finance + "\"]}"));

        var deletion = SqlInstitution.concurrently(() -> acme.departmentChange(finance, SqlInstitution.DELETION));

        assertThat(after(first, deletion)).isEqualTo("done");
        assertThat(acme.events(finance, 0))
                .containsExactly("agent.added Ana", "agent.removed Ana ended", "department.deleted ended");
        assertThat(acme.texts("select 1 from membership where agent_id = ?", ana))
                .isEmpty();
    }

    @Test
    void department_whileAMemberIsAssigned_isInUse() throws Exception {
        acme.change(ana, "{\"departmentIds\": [\"" + finance + "\"]}");
        UUID conversation = acme.conversation(null, "4900000001");
        acme.connection.commit();
        acme.id("select id from agent where id = ? for share", ana);

        var deletion = SqlInstitution.concurrently(() -> acme.departmentChange(finance, SqlInstitution.DELETION));
        SqlInstitution.awaitWaiting();
        acme.id(
                "update conversation set department_id = ?, status = 'OPEN', assigned_to = ?, assignee_name = 'Ana',"
                        + " version = version + 1 where id = ? returning id",
                finance,
                ana,
                conversation);

        assertThat(afterwards(deletion)).isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);
    }

    @Test
    void supervisor_justPromoted_isAddedToANewDepartment() throws Exception {
        var first = OpenTransaction.of(() -> acme.agentChange(ana, "{\"role\": \"SUPERVISOR\"}"));

        var creation = SqlInstitution.concurrently(() -> acme.departmentCreation("New"));

        assertThat(after(first, creation)).isEqualTo("done");
        UUID made = departmentNamedNew();
        assertThat(acme.events(made, 0)).containsExactly("agent.added Ana");
    }

    @Test
    void supervisor_promotedMeanwhile_isAddedToANewDepartment() throws Exception {
        var first = OpenTransaction.of(() -> acme.departmentCreation("New"));

        var promotion = SqlInstitution.concurrently(() -> acme.agentChange(ana, "{\"role\": \"SUPERVISOR\"}"));

        assertThat(after(first, promotion)).isEqualTo("done");
        UUID made = departmentNamedNew();
        assertThat(acme.events(made, 0)).containsExactly("agent.added Ana");
    }

    private UUID departmentNamedNew() throws SQLException {
        return acme.id("select id from department where institution_id = ? and name = 'New'", acme.institution);
    }
}
