package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two changes about one department or channel the second waits for the first, and sees what it did. */
final class PlacesAtOnceIT {

    private static final String DELETION = "{\"deleted\": true}";
    private static final String CHANGE_DEPARTMENT =
            "select coalesce(refused, 'done') from change_department(?, ?, ?::jsonb, now())";
    private static final String CHANGE_CHANNEL =
            "select coalesce(refused, 'done') from change_channel(?, ?, ?::jsonb, now())";
    private static final String CHANGE_AGENT =
            "select coalesce(refused, 'done') from change_agent(?, ?, ?::json, '{}', now())";
    private static final String TRANSFER_TO =
            "select id from department where institution_id = ? and id = ? and deleted_at is null for key share";

    private Office office;
    private UUID finance;
    private UUID ana;

    @BeforeEach
    void open() throws SQLException {
        office = new Office();
        finance = office.newDepartment("Finance");
        ana = office.agent("Ana", "AGENT", office.sales);
        office.connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    private String afterwards(CompletableFuture<String> other, String waiting) throws Exception {
        Office.awaitWaiting(waiting);
        office.connection.commit();
        return other.get();
    }

    // --- a channel and what comes in

    @Test
    void aChannelOnWhichSomethingJustOpensIsInUse() throws Exception {
        office.conversation(office.sales, "4900000001");

        var deletion = Office.elsewhere(CHANGE_CHANNEL, office.institution, office.salesChannel, DELETION);

        assertThat(afterwards(deletion, "change_channel")).isEqualTo("ACTIVE_CONVERSATIONS");
    }

    @Test
    void whatComesInWhileItsChannelIsDeletedIsOfAnUnknownChannel() throws Exception {
        assertThat(office.changeChannel(office.salesChannel, DELETION)).isNull();

        var inbound = Office.elsewhere(Office.INBOUND, office.institution, office.salesChannel, "4900000001");

        assertThat(afterwards(inbound, "take_inbound")).isEqualTo("nothing");
        assertThat(office.texts("select 1 from contact where institution_id = ?", office.institution))
                .isEmpty();
    }

    @Test
    void whatComesInWhileItsChannelIsLedElsewhereOpensThere() throws Exception {
        office.changeChannel(office.salesChannel, "{\"departmentId\": \"" + finance + "\"}");

        var inbound = Office.elsewhere(Office.INBOUND, office.institution, office.salesChannel, "4900000001");

        assertThat(afterwards(inbound, "take_inbound")).isNotEqualTo("nothing");
        assertThat(office.text("select department_id from conversation where institution_id = ?", office.institution))
                .isEqualTo(finance.toString());
    }

    @Test
    void aChannelIsNotLedElsewhereWhileSomethingOpensOnIt() throws Exception {
        office.conversation(office.sales, "4900000001");

        var change =
                Office.elsewhere(CHANGE_CHANNEL, office.institution, office.salesChannel, "{\"departmentId\": null}");

        assertThat(afterwards(change, "change_channel")).isEqualTo("done");
        assertThat(office.changeDepartment(office.sales, DELETION)).isEqualTo("ACTIVE_CONVERSATIONS");
    }

    // --- a department and what leads to it

    @Test
    void aDepartmentToWhichAChannelIsJustLedIsInUse() throws Exception {
        office.changeChannel(office.salesChannel, "{\"departmentId\": \"" + finance + "\"}");

        var deletion = Office.elsewhere(CHANGE_DEPARTMENT, office.institution, finance, DELETION);

        assertThat(afterwards(deletion, "change_department")).isEqualTo("CHANNELS");
    }

    @Test
    void aChannelIsNotLedToADepartmentThatIsJustDeleted() throws Exception {
        office.changeDepartment(finance, DELETION);

        var change = Office.elsewhere(
                CHANGE_CHANNEL, office.institution, office.salesChannel, "{\"departmentId\": \"" + finance + "\"}");

        assertThat(afterwards(change, "change_channel")).contains("channel_department_fk");
    }

    @Test
    void aDepartmentIntoWhichATransferIsUnderWayIsInUse() throws Exception {
        UUID conversation = office.conversation(office.support, "4900000001");
        office.connection.commit();
        office.id(TRANSFER_TO, office.institution, finance);
        office.id(
                "update conversation set department_id = ?, version = version + 1 where id = ? returning id",
                finance,
                conversation);

        var deletion = Office.elsewhere(CHANGE_DEPARTMENT, office.institution, finance, DELETION);

        assertThat(afterwards(deletion, "change_department")).isEqualTo("ACTIVE_CONVERSATIONS");
    }

    @Test
    void aTransferFindsNoDepartmentThatIsJustDeleted() throws Exception {
        office.changeDepartment(finance, DELETION);

        var transfer = Office.elsewhere(TRANSFER_TO, office.institution, finance);

        assertThat(afterwards(transfer, "for key share")).isEqualTo("nothing");
    }

    // --- a department and its agents

    @Test
    void anAgentDoesNotJoinADepartmentThatIsJustDeleted() throws Exception {
        office.changeDepartment(finance, DELETION);

        var joining =
                Office.elsewhere(CHANGE_AGENT, office.institution, ana, "{\"departmentIds\": [\"" + finance + "\"]}");

        assertThat(afterwards(joining, "change_agent")).isEqualTo("UNKNOWN_DEPARTMENT");
    }

    @Test
    void whoJustJoinedADepartmentIsRemovedWithIt() throws Exception {
        office.change(ana, "{\"departmentIds\": [\"" + finance + "\"]}");

        var deletion = Office.elsewhere(CHANGE_DEPARTMENT, office.institution, finance, DELETION);

        assertThat(afterwards(deletion, "change_department")).isEqualTo("done");
        assertThat(office.events(finance, 0))
                .containsExactly("agent.added Ana", "agent.removed Ana ended", "department.deleted ended");
        assertThat(office.texts("select 1 from membership where agent_id = ?", ana))
                .isEmpty();
    }

    @Test
    void aDepartmentWhereAMemberIsAboutToHoldSomethingIsInUse() throws Exception {
        office.change(ana, "{\"departmentIds\": [\"" + finance + "\"]}");
        UUID conversation = office.conversation(null, "4900000001");
        office.connection.commit();
        office.id("select id from agent where id = ? for share", ana);

        var deletion = Office.elsewhere(CHANGE_DEPARTMENT, office.institution, finance, DELETION);
        Office.awaitWaiting("change_department");
        office.id(
                "update conversation set department_id = ?, status = 'OPEN', assigned_to = ?, assignee_name = 'Ana',"
                        + " version = version + 1 where id = ? returning id",
                finance,
                ana,
                conversation);

        assertThat(afterwards(deletion, "change_department")).isEqualTo("ACTIVE_CONVERSATIONS");
    }

    @Test
    void whoJustBecameASupervisorIsAddedToANewDepartment() throws Exception {
        office.change(ana, "{\"role\": \"SUPERVISOR\"}");

        var creation = Office.elsewhere(
                "select data ->> 'id' from create_department(?, '{\"name\": \"New\"}', now())", office.institution);

        UUID made = UUID.fromString(afterwards(creation, "create_department"));
        assertThat(office.events(made, 0)).containsExactly("agent.added Ana");
    }

    @Test
    void whoBecomesASupervisorIsAddedToADepartmentThatIsJustMade() throws Exception {
        UUID made = office.newDepartment("New");

        var promotion = Office.elsewhere(CHANGE_AGENT, office.institution, ana, "{\"role\": \"SUPERVISOR\"}");

        assertThat(afterwards(promotion, "change_agent")).isEqualTo("done");
        assertThat(office.events(made, 0)).containsExactly("agent.added Ana");
    }
}
