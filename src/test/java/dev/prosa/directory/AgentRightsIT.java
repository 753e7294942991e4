package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a right to a feed begins or ends by membership, role or activity, that feed says so, and no other. */
final class AgentRightsIT {

    private Office office;

    @BeforeEach
    void open() throws SQLException {
        office = new Office();
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void aNewAgentIsSaidWhereItsRightsBegin() throws SQLException {
        office.text(
                "select data from create_agent(?, json_build_object('name', 'Ana', 'email', gen_random_uuid(), 'role', 'AGENT',"
                        + " 'departmentIds', json_build_array(?::uuid)), '{}', now())",
                office.institution,
                office.sales);

        assertThat(office.events(office.sales, 0)).containsExactly("agent.added Ana");
        assertThat(office.events(office.institution, 0)).containsExactly("agent.added Ana");
        assertThat(office.seq(office.support)).isZero();
    }

    @Test
    void joiningIsSaidInTheDepartment() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);

        office.change(ana, "{\"departmentIds\": [\"" + office.sales + "\", \"" + office.support + "\"]}");

        assertThat(office.events(office.support, 0)).containsExactly("agent.added Ana");
        assertThat(office.seq(office.sales)).isZero();
        assertThat(office.seq(office.institution)).isZero();
    }

    @Test
    void aSupervisorThatLeavesADepartmentStillSeesIt() throws SQLException {
        UUID sue = office.agent("Sue", "SUPERVISOR", office.sales);

        office.change(sue, "{\"departmentIds\": [\"" + office.support + "\"]}");

        assertThat(office.events(office.sales, 0)).containsExactly("agent.removed Sue");
        assertThat(office.events(office.support, 0)).containsExactly("agent.added Sue");
    }

    @Test
    void aPromotionIsSaidWhereItOpensSomething() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);

        office.change(ana, "{\"role\": \"SUPERVISOR\"}");
        office.change(ana, "{\"role\": \"ADMIN\"}");

        assertThat(office.events(office.support, 0)).containsExactly("agent.added Ana");
        assertThat(office.seq(office.sales)).isZero();
        assertThat(office.seq(office.institution)).isZero();
    }

    @Test
    void aDemotionEndsTheRightWhereThereIsNoMembership() throws SQLException {
        UUID sue = office.agent("Sue", "SUPERVISOR", office.sales);

        office.change(sue, "{\"role\": \"AGENT\"}");

        assertThat(office.events(office.support, 0)).containsExactly("agent.removed Sue ended");
        assertThat(office.seq(office.sales)).isZero();
        assertThat(office.seq(office.institution)).isZero();
    }

    @Test
    void activatingBeginsAllRightsAgainTriageToo() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        office.change(ana, "{\"active\": false}");

        office.change(ana, "{\"active\": true}");

        assertThat(office.events(office.sales, 0)).containsExactly("agent.removed Ana ended", "agent.added Ana");
        assertThat(office.events(office.institution, 0)).containsExactly("agent.removed Ana ended", "agent.added Ana");
        assertThat(office.seq(office.support)).isZero();
    }

    @Test
    void anInactiveAgentJoinsAndLeavesWithoutAWord() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        office.change(ana, "{\"active\": false}");
        long before = office.seq(office.sales);

        office.change(ana, "{\"departmentIds\": [\"" + office.support + "\"]}");
        office.change(ana, "{\"role\": \"SUPERVISOR\"}");

        assertThat(office.seq(office.sales)).isEqualTo(before);
        assertThat(office.seq(office.support)).isZero();
    }

    @Test
    void oneChangeOfManyThingsSaysEachOnce() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        office.change(ana, "{\"active\": false}");
        long before = office.seq(office.sales);

        office.change(
                ana,
                "{\"active\": true, \"role\": \"SUPERVISOR\", \"name\": \"Anna\", \"departmentIds\": [\""
                        + office.support + "\"]}");

        assertThat(office.events(office.sales, before)).containsExactly("agent.updated", "agent.added Anna");
        assertThat(office.events(office.support, 0)).containsExactly("agent.updated", "agent.added Anna");
    }

    @Test
    void theLastActiveAdminStays() throws SQLException {
        UUID boss = office.agent("Boss", "ADMIN");

        for (String change : new String[] {"{\"active\": false}", "{\"role\": \"AGENT\"}", "{\"deleted\": true}"})
            assertThat(office.change(boss, change)).isEqualTo("LAST_ADMIN");
        assertThat(office.change(boss, "{\"name\": \"The boss\", \"active\": true}"))
                .isNull();
    }
}
