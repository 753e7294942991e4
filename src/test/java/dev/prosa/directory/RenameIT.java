package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New names reach what is active and the feeds that show it; the closed keeps the names of its time. */
final class RenameIT {

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
    void anAgentsNewNameIsSaidInEveryFeedAndStandsOnWhatItHolds() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        UUID closed = office.heldBy(ana, office.sales, "4900000001");
        office.close(closed);
        UUID held = office.heldBy(ana, office.sales, "4900000001");
        long before = office.seq(office.sales);

        office.change(ana, "{\"name\": \"Anna\"}");

        assertThat(nameAndVersion(held)).isEqualTo("Anna 3");
        assertThat(nameAndVersion(closed)).isEqualTo("Ana 4");
        assertThat(office.events(office.sales, before)).containsExactly("agent.updated");
        assertThat(office.events(office.support, 0)).containsExactly("agent.updated");
        assertThat(office.events(office.institution, 0)).containsExactly("agent.updated");
    }

    @Test
    void aRenameOfOneThatLeavesComesFirst() throws SQLException {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        office.heldBy(ana, office.sales, "4900000001");
        long before = office.seq(office.sales);

        office.change(ana, "{\"name\": \"Anna\", \"active\": false}");

        assertThat(office.events(office.sales, before))
                .containsExactly("agent.updated", "conversation.assigned", "agent.removed Anna ended");
    }

    @Test
    void aContactsNewNameAndPhoneAreSaidOnceInEachFeedWhereItIsActive() throws SQLException {
        UUID closed = office.conversation(office.sales, "4900000001");
        office.close(closed);
        UUID inSales = office.conversation(office.sales, "4900000001");
        UUID inTriage = office.conversation(null, "4900000001");
        long sales = office.seq(office.sales);
        long triage = office.seq(office.institution);

        assertThat(office.changeContact(
                        office.contact("4900000001"), "{\"name\": \"Maria\", \"phone\": \"4900000009\"}"))
                .isNull();

        assertThat(contactOf(inSales)).isEqualTo("Maria 4900000009 2");
        assertThat(contactOf(inTriage)).isEqualTo("Maria 4900000009 2");
        assertThat(contactOf(closed)).isEqualTo("4900000001 4900000001 3");
        assertThat(office.events(office.sales, sales)).containsExactly("contact.updated");
        assertThat(office.events(office.institution, triage)).containsExactly("contact.updated");
        assertThat(office.seq(office.support)).isZero();
    }

    @Test
    void whatNobodySeesInAQueueIsNoEvent() throws SQLException {
        office.conversation(office.sales, "4900000001");
        UUID maria = office.contact("4900000001");
        long before = office.seq(office.sales);

        office.changeContact(
                maria, "{\"email\": \"m@x\", \"tags\": [\"vip\"], \"metadata\": {\"a\": 1, \"b\": {\"c\": null}}}");
        office.changeContact(maria, "{\"email\": null, \"metadata\": {\"a\": null, \"d\": 2}}");

        assertThat(office.text("select concat_ws(' ', email, tags, metadata) from contact where id = ?", maria))
                .isEqualTo("{vip} {\"b\": {\"c\": null}, \"d\": 2}");
        assertThat(office.seq(office.sales)).isEqualTo(before);
    }

    @Test
    void aRepeatedRenameIsNoEvent() throws SQLException {
        office.conversation(office.sales, "4900000001");
        office.changeContact(office.contact("4900000001"), "{\"name\": \"Maria\"}");
        long before = office.seq(office.sales);
        String row = office.text("select contact::text from contact where id = ?", office.contact("4900000001"));

        office.changeContact(office.contact("4900000001"), "{\"name\": \"Maria\", \"metadata\": {\"a\": null}}");

        assertThat(office.seq(office.sales)).isEqualTo(before);
        assertThat(office.text("select contact::text from contact where id = ?", office.contact("4900000001")))
                .isEqualTo(row);
    }

    @Test
    void aPhoneBelongsToOneContact() throws SQLException {
        office.conversation(office.sales, "4900000001");
        office.conversation(office.sales, "4900000002");

        assertThatThrownBy(() -> office.changeContact(office.contact("4900000001"), "{\"phone\": \"4900000002\"}"))
                .hasMessageContaining("contact_phone_unique");
        try (Office other = new Office()) {
            assertThat(other.changeContact(office.contact("4900000001"), "{\"name\": \"Mine\"}"))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void aContactIsDeletedOnceItHasNoActiveConversation() throws SQLException {
        UUID conversation = office.conversation(office.sales, "4900000001");
        UUID maria = office.contact("4900000001");
        assertThat(office.changeContact(maria, "{\"deleted\": true}")).isEqualTo("ACTIVE_CONVERSATIONS");
        office.close(conversation);

        assertThat(office.changeContact(maria, "{\"deleted\": true}")).isNull();

        assertThat(office.changeContact(maria, "{\"deleted\": true}")).isEqualTo("NOT_FOUND");
        assertThat(office.conversation(office.sales, "4900000001")).isNotEqualTo(conversation);
    }

    private String nameAndVersion(UUID conversation) throws SQLException {
        return office.text("select assignee_name || ' ' || version from conversation where id = ?", conversation);
    }

    private String contactOf(UUID conversation) throws SQLException {
        return office.text(
                "select concat_ws(' ', contact_name, contact_phone, version) from conversation where id = ?",
                conversation);
    }
}
