package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class ChannelChangesIT {

    private static final String ROW =
            "select concat_ws(' ', name, type, department_id, phone) from channel where id = ?";

    private SqlInstitution acme;
    private UUID channel;

    @BeforeEach
    void open() throws SQLException {
        acme = new SqlInstitution();
        channel = acme.newChannel("{\"name\": \"Shop\", \"type\": \"GENERIC\", \"departmentId\": \"" + acme.sales
                + "\", \"phone\": \"4930111000\"}");
    }

    @AfterEach
    void close() throws SQLException {
        acme.close();
    }

    @Test
    void change_absentStays_nullClears() throws SQLException {
        assertThat(acme.changeChannel(channel, "{\"name\": \"Store\"}")).isNull();
        assertThat(acme.text(ROW, channel)).isEqualTo("Store GENERIC " + acme.sales + " 4930111000");

        acme.changeChannel(channel, "{\"type\": \"WEBCHAT\", \"departmentId\": \"" + acme.support + "\"}");
        assertThat(acme.text(ROW, channel)).isEqualTo("Store WEBCHAT " + acme.support + " 4930111000");

        acme.changeChannel(channel, "{\"departmentId\": null, \"phone\": null}");
        assertThat(acme.text(ROW, channel)).isEqualTo("Store WEBCHAT");
    }

    @Test
    void channel_toAMissingDepartment_isRefused() throws SQLException {
        UUID gone = acme.newDepartment("Gone");
        acme.changeDepartment(gone, SqlInstitution.DELETION);
        try (SqlInstitution other = new SqlInstitution()) {
            for (UUID nowhere : new UUID[] {UUID.randomUUID(), other.sales, gone})
                assertThat(acme.changeChannel(channel, "{\"departmentId\": \"" + nowhere + "\"}"))
                        .isEqualTo(SqlInstitution.UNKNOWN_DEPARTMENT);
        }
    }

    @Test
    void channel_withActiveConversations_isInUse() throws SQLException {
        UUID conversation = acme.conversation(acme.sales, "4900000001");
        assertThat(acme.changeChannel(acme.salesChannel, SqlInstitution.DELETION))
                .isEqualTo(SqlInstitution.ACTIVE_CONVERSATIONS);

        acme.close(conversation);

        assertThat(acme.changeChannel(acme.salesChannel, SqlInstitution.DELETION))
                .isNull();
    }

    @Test
    void message_onADeletedChannel_isRefused() throws SQLException {
        acme.changeChannel(acme.salesChannel, SqlInstitution.DELETION);

        assertThat(acme.texts(SqlInstitution.INBOUND, acme.institution, acme.salesChannel, "4900000001"))
                .isEmpty();
        assertThat(acme.texts("select 1 from contact where institution_id = ?", acme.institution))
                .isEmpty();
    }

    @Test
    void channel_deletedOrForeign_isNotFound() throws SQLException {
        try (SqlInstitution other = new SqlInstitution()) {
            assertThat(other.changeChannel(channel, "{\"name\": \"Mine\"}")).isEqualTo(SqlInstitution.NOT_FOUND);
            assertThat(other.changeChannel(channel, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
        }
        acme.changeChannel(channel, SqlInstitution.DELETION);

        assertThat(acme.changeChannel(channel, SqlInstitution.DELETION)).isEqualTo(SqlInstitution.NOT_FOUND);
    }
}
