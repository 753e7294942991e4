package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departments come and go, and their feeds say whose rights begin and end with them. */
final class DepartmentChangesIT {

    private static final String DELETION = "{\"deleted\": true}";

    private Office office;
    private UUID finance;

    @BeforeEach
    void open() throws SQLException {
        office = new Office();
        office.agent("Sue", "SUPERVISOR");
        office.agent("Ana", "AGENT", office.sales);
        office.agent("Boss", "ADMIN");
        office.change(office.agent("Otto", "ADMIN"), "{\"active\": false}");
        finance = office.newDepartment("Finance");
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void aNewDepartmentsFeedBeginsWithThoseWhoSeeAll() throws SQLException {
        assertThat(office.events(finance, 0)).containsExactly("agent.added Sue", "agent.added Boss");
        assertThat(office.texts(
                        "select payload::json #>> '{data,agent,name}' from feed_event where feed_id = ?", finance))
                .containsExactly("Sue", "Boss");
    }

    @Test
    void whereNobodySeesAllANewDepartmentHasAnEmptyFeed() throws SQLException {
        try (Office empty = new Office()) {
            assertThat(empty.seq(empty.newDepartment("Finance"))).isZero();
        }
    }

    @Test
    void aDeletedDepartmentsFeedEndsWithTheRightsOfAllWhoSawIt() throws SQLException {
        office.change(office.agent("Bea", "AGENT"), "{\"departmentIds\": [\"" + finance + "\"]}");
        office.agent("Gone", "AGENT", finance);
        long before = office.seq(finance);
        office.id(
                "update agent set active = false where name = 'Gone' and institution_id = ? returning id",
                office.institution);

        assertThat(office.changeDepartment(finance, DELETION)).isNull();

        assertThat(office.events(finance, before))
                .containsExactly(
                        "agent.removed Sue ended",
                        "agent.removed Boss ended",
                        "agent.removed Bea ended",
                        "department.deleted ended");
        assertThat(office.texts("select 1 from membership where department_id = ?", finance))
                .isEmpty();
    }

    @Test
    void aDeletedDepartmentIsNoMoreToldOf() throws SQLException {
        UUID ana = office.id("select id from agent where name = 'Ana' and institution_id = ?", office.institution);
        office.changeDepartment(finance, DELETION);
        long end = office.seq(finance);
        long support = office.seq(office.support);

        office.change(ana, "{\"name\": \"Anna\", \"role\": \"SUPERVISOR\"}");

        assertThat(office.seq(finance)).isEqualTo(end);
        assertThat(office.events(office.support, support)).containsExactly("agent.updated", "agent.added Anna");
        assertThat(office.change(ana, "{\"departmentIds\": [\"" + finance + "\"]}"))
                .isEqualTo("UNKNOWN_DEPARTMENT");
    }

    @Test
    void aDepartmentWithActiveConversationsIsInUse() throws SQLException {
        UUID conversation = office.conversation(office.sales, "4900000001");
        office.id("update channel set department_id = null where id = ? returning id", office.salesChannel);

        assertThat(office.changeDepartment(office.sales, DELETION)).isEqualTo("ACTIVE_CONVERSATIONS");

        office.close(conversation);
        assertThat(office.changeDepartment(office.sales, DELETION)).isNull();
        assertThat(office.text("select department_id from conversation where id = ?", conversation))
                .isEqualTo(office.sales.toString());
    }

    @Test
    void aDepartmentToWhichChannelsLeadIsInUse() throws SQLException {
        assertThat(office.changeDepartment(office.sales, DELETION)).isEqualTo("CHANNELS");

        office.changeChannel(office.salesChannel, DELETION);

        assertThat(office.changeDepartment(office.sales, DELETION)).isNull();
    }

    @Test
    void aRefusedDeletionChangesNothing() throws SQLException {
        long before = office.seq(office.sales);

        office.changeDepartment(office.sales, DELETION);

        assertThat(office.seq(office.sales)).isEqualTo(before);
        assertThat(office.texts("select 1 from membership where department_id = ?", office.sales))
                .hasSize(1);
    }

    @Test
    void aNameIsFreeAgainAfterDeletion() throws SQLException {
        assertThatThrownBy(() -> office.newDepartment("FINANCE")).hasMessageContaining("department_name_unique");
        assertThatThrownBy(() -> office.changeDepartment(office.sales, "{\"name\": \"finance\"}"))
                .hasMessageContaining("department_name_unique");

        office.changeDepartment(finance, DELETION);

        assertThat(office.newDepartment("Finance")).isNotEqualTo(finance);
    }

    @Test
    void aNewNameIsNoEvent() throws SQLException {
        long before = office.seq(finance);

        assertThat(office.changeDepartment(finance, "{\"name\": \"Money\"}")).isNull();
        assertThat(office.changeDepartment(finance, "{}")).isNull();

        assertThat(office.text("select name from department where id = ?", finance))
                .isEqualTo("Money");
        assertThat(office.seq(finance)).isEqualTo(before);
    }

    @Test
    void whatIsDeletedOrAnotherInstitutionsIsNotThere() throws SQLException {
        try (Office other = new Office()) {
            assertThat(other.changeDepartment(finance, DELETION)).isEqualTo("NOT_FOUND");
            assertThat(other.changeDepartment(finance, "{\"name\": \"Mine\"}")).isEqualTo("NOT_FOUND");
        }
        office.changeDepartment(finance, DELETION);

        assertThat(office.changeDepartment(finance, DELETION)).isEqualTo("NOT_FOUND");
        assertThat(office.changeDepartment(finance, "{\"name\": \"Again\"}")).isEqualTo("NOT_FOUND");
    }
}
