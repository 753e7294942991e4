package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments come and go, and their feeds say whose rights begin and end with them. */
@QuarkusTest
final class DepartmentChangesIT {

    private SqlInstitution acme;
    private UUID finance;

    @BeforeEach
    void open() throws SQLException {
        acme = new SqlInstitution();
        acme.agent("Sue", "SUPERVISOR");
        acme.agent("Ana", "AGENT", acme.sales);
        acme.agent("Boss", "ADMIN");
        acme.change(acme.agent("Otto", "ADMIN"), "{\"active\": false}");
        finance = acme.newDepartment("Finance");
    }

    @AfterEach
    void close() throws SQLException {
        acme.close();
    }

    @Test
    void department_new_feedBeginsWithThoseWhoSeeAll() throws SQLException {
        assertThat(acme.events(finance, 0)).containsExactly("agent.added Sue", "agent.added Boss");
        assertThat(acme.texts(
                        "select payload::json #>> '{data,agent,name}' from feed_event where feed_id = ?", finance))
                .containsExactly("Sue", "Boss");
    }

    @Test
    void department_newWithNobodySeeingAll_hasAnEmptyFeed() throws SQLException {
        try (SqlInstitution empty = new SqlInstitution()) {
            assertThat(empty.seq(empty.newDepartment("Finance"))).isZero();
        }
    }

    @Test
    void department_deleted_feedRevokesAllWhoSawIt() throws SQLException {
        acme.change(acme.agent("Bea", "AGENT"), "{\"departmentIds\": [\"" + finance + "\"]}");
        acme.agent("Gone", "AGENT", finance);
        long before = acme.seq(finance);
        acme.id(
                "update agent set active = false where name = 'Gone' and institution_id = ? returning id",
                acme.institution);

        assertThat(acme.changeDepartment(finance, SqlInstitution.DELETION)).isNull();

        assertThat(acme.events(finance, before))
                .containsExactly(
                        "agent.removed Sue ended",
                        "agent.removed Boss ended",
                        "agent.removed Bea ended",
                        "department.deleted ended");
        assertThat(acme.texts("select 1 from membership where department_id = ?", finance))
                .isEmpty();
    }

    @Test
    void department_deleted_emitsNoMore() throws SQLException {
        UUID ana = acme.id("select id from agent where name = 'Ana' and institution_id = ?", acme.institution);
        acme.changeDepartment(finance, SqlInstitution.DELETION);
        long end = acme.seq(finance);
        long support = acme.seq(acme.support);

        acme.change(ana, "{\"name\": \"Anna\", \"role\": \"SUPERVISOR\"}");

        assertThat(acme.seq(finance)).isEqualTo(end);
        assertThat(acme.events(acme.support, support)).containsExactly("agent.updated", "agent.added Anna");
        assertThat(acme.change(ana, "{\"departmentIds\": [\"" + finance + "\"]}"))
                .isEqualTo(SqlInstitution.UNKNOWN_DEPARTMENTS);
    }

    @Test
    void department_withActiveConversations_isInUse() throws SQLException {
        UUID conversation = acme.conversation(acme.sales, "4900000001");
        acme.id("update channel set department_id = null where id = ? returning id", acme.salesChannel);

        assertThat(acme.changeDepartment(acme.sales, SqlInstitution.DELETION))
                .isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);

        acme.close(conversation);
        assertThat(acme.changeDepartment(acme.sales, SqlInstitution.DELETION)).isNull();
        assertThat(acme.text("select department_id from conversation where id = ?", conversation))
                .isEqualTo(acme.sales.toString());
    }

    @Test
    void department_withChannels_isInUse() throws SQLException {
        assertThat(acme.changeDepartment(acme.sales, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.CHANNELS);

        acme.changeChannel(acme.salesChannel, SqlInstitution.DELETION);

        assertThat(acme.changeDepartment(acme.sales, SqlInstitution.DELETION)).isNull();
    }

    @Test
    void deletion_refused_changesNothing() throws SQLException {
        long before = acme.seq(acme.sales);

        acme.changeDepartment(acme.sales, SqlInstitution.DELETION);

        assertThat(acme.seq(acme.sales)).isEqualTo(before);
        assertThat(acme.texts("select 1 from membership where department_id = ?", acme.sales))
                .hasSize(1);
    }

    @Test
    void department_deleted_freesItsName() throws SQLException {
        assertThat(SqlInstitution.refusal(() -> acme.departmentCreation("FINANCE")))
                .isEqualTo(SqlInstitution.NAME_EXISTS);
        assertThat(acme.changeDepartment(acme.sales, "{\"name\": \"finance\"}")).isEqualTo(SqlInstitution.NAME_EXISTS);

        acme.changeDepartment(finance, SqlInstitution.DELETION);

        assertThat(acme.newDepartment("Finance")).isNotEqualTo(finance);
    }

    @Test
    void department_renamed_emitsNoEvent() throws SQLException {
        long before = acme.seq(finance);

        assertThat(acme.changeDepartment(finance, "{\"name\": \"Money\"}")).isNull();
        assertThat(acme.changeDepartment(finance, "{}")).isNull();

        assertThat(acme.text("select name from department where id = ?", finance))
                .isEqualTo("Money");
        assertThat(acme.seq(finance)).isEqualTo(before);
    }

    @Test
    void department_deletedOrForeign_isNotFound() throws SQLException {
        try (SqlInstitution other = new SqlInstitution()) {
            assertThat(other.changeDepartment(finance, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
            assertThat(other.changeDepartment(finance, "{\"name\": \"Mine\"}")).isEqualTo(SqlInstitution.NOT_FOUND);
        }
        acme.changeDepartment(finance, SqlInstitution.DELETION);

        assertThat(acme.changeDepartment(finance, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
        assertThat(acme.changeDepartment(finance, "{\"name\": \"Again\"}")).isEqualTo(SqlInstitution.NOT_FOUND);
    }
}
