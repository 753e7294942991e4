package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChannelChangesIT {

    private static final String ROW =
            "select concat_ws(' ', name, type, department_id, phone) from channel where id = ?";

    private Office office;
    private UUID channel;

    @BeforeEach
    void open() throws SQLException {
        office = new Office();
        channel = office.id(
                "select data ->> 'id' from create_channel(?, jsonb_build_object('name', 'Shop', 'type', 'GENERIC',"
                        + " 'departmentId', ?::text, 'phone', '4930111000'), now())",
                office.institution,
                office.sales);
    }

    @AfterEach
    void close() throws SQLException {
        office.close();
    }

    @Test
    void whatIsAbsentStaysAndWhatIsNullGoes() throws SQLException {
        assertThat(office.changeChannel(channel, "{\"name\": \"Store\"}")).isNull();
        assertThat(office.text(ROW, channel)).isEqualTo("Store GENERIC " + office.sales + " 4930111000");

        office.changeChannel(channel, "{\"type\": \"WEBCHAT\", \"departmentId\": \"" + office.support + "\"}");
        assertThat(office.text(ROW, channel)).isEqualTo("Store WEBCHAT " + office.support + " 4930111000");

        office.changeChannel(channel, "{\"departmentId\": null, \"phone\": null}");
        assertThat(office.text(ROW, channel)).isEqualTo("Store WEBCHAT");
    }

    @Test
    void aChannelLeadsOnlyToADepartmentThatIsThere() throws SQLException {
        UUID gone = office.newDepartment("Gone");
        office.changeDepartment(gone, "{\"deleted\": true}");
        try (Office other = new Office()) {
            for (UUID nowhere : new UUID[] {UUID.randomUUID(), other.sales, gone})
                assertThatThrownBy(() -> office.changeChannel(channel, "{\"departmentId\": \"" + nowhere + "\"}"))
                        .hasMessageContaining("channel_department_fk");
        }
    }

    @Test
    void aChannelWithActiveConversationsIsInUse() throws SQLException {
        UUID conversation = office.conversation(office.sales, "4900000001");
        assertThat(office.changeChannel(office.salesChannel, "{\"deleted\": true}"))
                .isEqualTo("ACTIVE_CONVERSATIONS");

        office.close(conversation);

        assertThat(office.changeChannel(office.salesChannel, "{\"deleted\": true}"))
                .isNull();
    }

    @Test
    void nothingComesInOnADeletedChannel() throws SQLException {
        office.changeChannel(office.salesChannel, "{\"deleted\": true}");

        assertThat(office.texts(Office.INBOUND, office.institution, office.salesChannel, "4900000001"))
                .isEmpty();
        assertThat(office.texts("select 1 from contact where institution_id = ?", office.institution))
                .isEmpty();
    }

    @Test
    void whatIsDeletedOrAnotherInstitutionsIsNotThere() throws SQLException {
        try (Office other = new Office()) {
            assertThat(other.changeChannel(channel, "{\"name\": \"Mine\"}")).isEqualTo("NOT_FOUND");
            assertThat(other.changeChannel(channel, "{\"deleted\": true}")).isEqualTo("NOT_FOUND");
        }
        office.changeChannel(channel, "{\"deleted\": true}");

        assertThat(office.changeChannel(channel, "{\"deleted\": true}")).isEqualTo("NOT_FOUND");
    }
}
