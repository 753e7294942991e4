package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New names reach what is active and the feeds that show it; the closed keeps the names of its time. */
@QuarkusTest
final class RenameIT {

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
    void agent_renamed_isEmittedInEveryFeed_andOnAssignments() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        UUID closed = acme.assignedTo(ana, acme.sales, "4900000001");
        acme.close(closed);
        UUID held = acme.assignedTo(ana, acme.sales, "4900000001");
        long before = acme.seq(acme.sales);

        acme.change(ana, "{\"name\": \"Anna\"}");

        assertThat(nameAndVersion(held)).isEqualTo("Anna 3");
        assertThat(nameAndVersion(closed)).isEqualTo("Ana 4");
        assertThat(acme.events(acme.sales, before)).containsExactly("agent.updated");
        assertThat(acme.events(acme.support, 0)).containsExactly("agent.updated");
        assertThat(acme.events(acme.institution, 0)).containsExactly("agent.updated");
    }

    @Test
    void agent_renamedAndLeaving_isRenamedFirst() throws SQLException {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        acme.assignedTo(ana, acme.sales, "4900000001");
        long before = acme.seq(acme.sales);

        acme.change(ana, "{\"name\": \"Anna\", \"active\": false}");

        assertThat(acme.events(acme.sales, before))
                .containsExactly("agent.updated", "conversation.assigned", "agent.removed Anna ended");
    }

    @Test
    void contact_changed_isEmittedOncePerFeedWhereActive() throws SQLException {
        UUID closed = acme.conversation(acme.sales, "4900000001");
        acme.close(closed);
        UUID inSales = acme.conversation(acme.sales, "4900000001");
        UUID inTriage = acme.conversation(null, "4900000001");
        long sales = acme.seq(acme.sales);
        long triage = acme.seq(acme.institution);

        assertThat(acme.changeContact(acme.contact("4900000001"), "{\"name\": \"Maria\", \"phone\": \"4900000009\"}"))
                .isNull();

        assertThat(contactOf(inSales)).isEqualTo("Maria 4900000009 2");
        assertThat(contactOf(inTriage)).isEqualTo("Maria 4900000009 2");
        assertThat(contactOf(closed)).isEqualTo("4900000001 4900000001 3");
        assertThat(acme.events(acme.sales, sales)).containsExactly("contact.updated");
        assertThat(acme.events(acme.institution, triage)).containsExactly("contact.updated");
        assertThat(acme.seq(acme.support)).isZero();
    }

    @Test
    void change_invisibleInAQueue_emitsNothing() throws SQLException {
        acme.conversation(acme.sales, "4900000001");
        UUID maria = acme.contact("4900000001");
        long before = acme.seq(acme.sales);

        acme.changeContact(
                maria, "{\"email\": \"m@x\", \"tags\": [\"vip\"], \"metadata\": {\"a\": 1, \"b\": {\"c\": null}}}");
        acme.changeContact(maria, "{\"email\": null, \"metadata\": {\"a\": null, \"d\": 2}}");

        assertThat(acme.text("select concat_ws(' ', email, tags, metadata) from contact where id = ?", maria))
                .isEqualTo("{vip} {\"b\": {\"c\": null}, \"d\": 2}");
        assertThat(acme.seq(acme.sales)).isEqualTo(before);
    }

    @Test
    void rename_repeated_emitsNothing() throws SQLException {
        acme.conversation(acme.sales, "4900000001");
        acme.changeContact(acme.contact("4900000001"), "{\"name\": \"Maria\"}");
        long before = acme.seq(acme.sales);
        String row = acme.text("select contact::text from contact where id = ?", acme.contact("4900000001"));

        acme.changeContact(acme.contact("4900000001"), "{\"name\": \"Maria\", \"metadata\": {\"a\": null}}");

        assertThat(acme.seq(acme.sales)).isEqualTo(before);
        assertThat(acme.text("select contact::text from contact where id = ?", acme.contact("4900000001")))
                .isEqualTo(row);
    }

    @Test
    void phone_ofAnotherContact_isRefused() throws SQLException {
        acme.conversation(acme.sales, "4900000001");
        acme.conversation(acme.sales, "4900000002");

        assertThat(acme.changeContact(acme.contact("4900000001"), "{\"phone\": \"4900000002\"}"))
                .isEqualTo(SqlInstitution.PHONE_EXISTS);
        try (SqlInstitution other = new SqlInstitution()) {
            assertThat(other.changeContact(acme.contact("4900000001"), "{\"name\": \"Mine\"}"))
                    .isEqualTo(SqlInstitution.NOT_FOUND);
        }
    }

    @Test
    void contact_withActiveConversation_isNotDeleted() throws SQLException {
        UUID conversation = acme.conversation(acme.sales, "4900000001");
        UUID maria = acme.contact("4900000001");
        assertThat(acme.changeContact(maria, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);
        acme.close(conversation);

        assertThat(acme.changeContact(maria, SqlInstitution.DELETION)).isNull();

        assertThat(acme.changeContact(maria, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
        assertThat(acme.conversation(acme.sales, "4900000001")).isNotEqualTo(conversation);
    }

    private String nameAndVersion(UUID conversation) throws SQLException {
        return acme.text("select assignee_name || ' ' || version from conversation where id = ?", conversation);
    }

    private String contactOf(UUID conversation) throws SQLException {
        return acme.text(
                "select concat_ws(' ', contact_name, contact_phone, version) from conversation where id = ?",
                conversation);
    }
}
