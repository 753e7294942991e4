package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a right to a feed begins or ends by membership, role or activity, that feed says so, and no other. */
@QuarkusTest
final class AgentRightsIT {

    private SqlInstitution acme;

    @BeforeEach
    void open() throws SQLException {
        acme = new SqlInstitution();
    }

    @AfterEach
    void close() throws SQLException {
        acme.close();
    }

    @Test
    void agent_new_isAnnouncedWhereItsRightsBegin() throws SQLException {
        acme.newAgent("{\"name\": \"Ana\", \"email\": \"" + UUID.randomUUID() + "@x\", \"departmentIds\": [\""
                + acme.sales + "\"]}");

        assertThat(acme.events(acme.sales, 0)).containsExactly("agent.added Ana");
        assertThat(acme.events(acme.institution, 0)).containsExactly("agent.added Ana");
        assertThat(acme.seq(acme.support)).isZero();
    }

    @Test
    void joining_isAnnouncedInTheDepartment() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);

        acme.change(ana, "{\"departmentIds\": [\"" + acme.sales + "\", \"" + acme.support + "\"]}");

        assertThat(acme.events(acme.support, 0)).containsExactly("agent.added Ana");
        assertThat(acme.seq(acme.sales)).isZero();
        assertThat(acme.seq(acme.institution)).isZero();
    }

    @Test
    void supervisor_leavingADepartment_stillSeesIt() throws SQLException {
        UUID sue = acme.agent("Sue", "SUPERVISOR", acme.sales);

        acme.change(sue, "{\"departmentIds\": [\"" + acme.support + "\"]}");

        assertThat(acme.events(acme.sales, 0)).containsExactly("agent.removed Sue");
        assertThat(acme.events(acme.support, 0)).containsExactly("agent.added Sue");
    }

    @Test
    void promotion_isAnnouncedWhereItGrantsAccess() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);

        acme.change(ana, "{\"role\": \"SUPERVISOR\"}");
        acme.change(ana, "{\"role\": \"ADMIN\"}");

        assertThat(acme.events(acme.support, 0)).containsExactly("agent.added Ana");
        assertThat(acme.seq(acme.sales)).isZero();
        assertThat(acme.seq(acme.institution)).isZero();
    }

    @Test
    void demotion_withoutMembership_revokes() throws SQLException {
        UUID sue = acme.agent("Sue", "SUPERVISOR", acme.sales);

        acme.change(sue, "{\"role\": \"AGENT\"}");

        assertThat(acme.events(acme.support, 0)).containsExactly("agent.removed Sue ended");
        assertThat(acme.seq(acme.sales)).isZero();
        assertThat(acme.seq(acme.institution)).isZero();
    }

    @Test
    void activation_grantsAllRightsAgain_triageToo() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        acme.change(ana, "{\"active\": false}");

        acme.change(ana, "{\"active\": true}");

        assertThat(acme.events(acme.sales, 0)).containsExactly("agent.removed Ana ended", "agent.added Ana");
        assertThat(acme.events(acme.institution, 0)).containsExactly("agent.removed Ana ended", "agent.added Ana");
        assertThat(acme.seq(acme.support)).isZero();
    }

    @Test
    void agent_inactive_joinsAndLeavesSilently() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        acme.change(ana, "{\"active\": false}");
        long before = acme.seq(acme.sales);

        acme.change(ana, "{\"departmentIds\": [\"" + acme.support + "\"]}");
        acme.change(ana, "{\"role\": \"SUPERVISOR\"}");

        assertThat(acme.seq(acme.sales)).isEqualTo(before);
        assertThat(acme.seq(acme.support)).isZero();
    }

    @Test
    void change_ofManyThings_emitsEachOnce() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        acme.change(ana, "{\"active\": false}");
        long before = acme.seq(acme.sales);

        acme.change(
                ana,
                "{\"active\": true, \"role\": \"SUPERVISOR\", \"name\": \"Anna\", \"departmentIds\": [\"" + acme.support
                        + "\"]}");

        assertThat(acme.events(acme.sales, before)).containsExactly("agent.updated", "agent.added Anna");
        assertThat(acme.events(acme.support, 0)).containsExactly("agent.updated", "agent.added Anna");
    }

    @Test
    void admin_lastActive_stays() throws SQLException {
        UUID boss = acme.agent("Boss", "ADMIN");

        for (String change : new String[] {"{\"active\": false}", "{\"role\": \"AGENT\"}", SqlInstitution.DELETION})
            assertThat(acme.change(boss, change)).isEqualTo(SqlInstitution.LAST_ADMIN);
        assertThat(acme.change(boss, "{\"name\": \"The boss\", \"active\": true}"))
                .isNull();
    }
}
