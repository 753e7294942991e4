package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R14. Ana is an agent of sales, Bruno a supervisor and member of support, Hank the admin of another institution. */
class VisibilityIT extends ConstraintFixture {

    @ParameterizedTest
    @CsvSource({
        ":ana, :sales, t",
        ":ana, :support, f",
        ":ana, null, t",
        "null, :support, t",
        ":hank, :sales, f",
        ":hank, :elsewhere, f"
    })
    void department_isSeenByItsMembers_triageByAll(String agent, String department, String seen) throws SQLException {
        assertThat(value("select can_view(:acme, %s, %s)".formatted(agent, department)))
                .isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({":ana", ":bruno", ":hank"})
    void visibleFeeds_areThoseOfWhatCanBeViewed(String agent) throws SQLException {
        String feeds =
                value("select string_agg(f::text, ',' order by f) from visible_feeds(:acme, %s) f".formatted(agent));

        assertThat(feeds)
                .isEqualTo(value(
                        """
                                select string_agg(f.id::text, ',' order by f.id) from feed f
                                where f.institution_id = :acme and can_view(:acme, %s, f.department_id)"""
                                .formatted(agent)));
    }

    @Test
    void visibleFeeds_ofAnAgent_areItsDepartmentsAndTriage() throws SQLException {
        assertThat(value("select array_agg(f order by f) = (select array_agg(e order by e) from unnest("
                        + "array[:acme::uuid, :sales]) e) from visible_feeds(:acme, :ana) f"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({
        ":ana, AGENT, true, t",
        ":ana, AGENT, false, f",
        ":bruno, AGENT, true, f",
        ":bruno, SUPERVISOR, true, t",
        ":bruno, ADMIN, true, t",
        ":bruno, ADMIN, false, f",
        ":hank, ADMIN, true, f",
        "null, ADMIN, true, t",
        ":nobody, ADMIN, true, f"
    })
    void conversationOfSales_isCommandedBy(String agent, String role, boolean active, String may) throws SQLException {
        run("update agent set role = '%s', active = %s where id = %s".formatted(role, active, agent));

        assertThat(value("select can_command(c, %s) from conversation c where c.id = :talk".formatted(agent)))
                .isEqualTo(may);
    }

    @Test
    void counts_areOfWhatTheViewerSees() throws SQLException {
        writesToTriage("5511922222222", "2020-01-01");
        run("update conversation set status = 'OPEN', assigned_to = :ana, assignee_name = 'Ana', unread_count = 0,"
                + " last_read_seq = 2, waiting_since = null, version = version + 1 where id = :talk");

        assertThat(counts(":ana", ":ana")).isEqualTo("1 1 1 1 2020-01-01T00:00:00.000Z of 2");
        assertThat(counts(":bruno", ":bruno")).isEqualTo("1 0 1 0 2020-01-01T00:00:00.000Z of 2");
        assertThat(counts("null", "null")).isEqualTo("1 1 1 0 2020-01-01T00:00:00.000Z of 3");
        run("delete from membership where department_id = :support");
        run("update department set deleted_at = now() where id = :support");
        assertThat(counts("null", ":ana")).isEqualTo("1 1 1 1 2020-01-01T00:00:00.000Z of 2");
    }

    @Test
    void counts_leaveOutClosedConversations() throws SQLException {
        run(CLOSE);

        assertThat(counts("null", "null")).isEqualTo("0 0 0 0 of 3");
    }

    @Test
    void counts_waitSinceTheOldest() throws SQLException {
        writesToTriage("5511922222222", "2021-01-01");
        writesToTriage("5511955555555", "2020-01-01");

        assertThat(value("select concat_ws(' ', left(j #>> '{total,waitingSince}', 4),"
                        + " left(j #>> '{departments,0,waitingSince}', 4)) from queue_counts(:acme, null, null) j"))
                .isEqualTo("2020 2020");
    }

    private void writesToTriage(String phone, String at) throws SQLException {
        run("select take_inbound(json_build_array(json_build_object('institution', :acme, 'channel', :webchat,"
                + " 'externalId', '%1$s', 'phone', '%1$s', 'type', 'text', 'content', json_build_object('text', 'hi'))), '%2$s')"
                        .formatted(phone, at));
    }

    private String counts(String viewer, String me) throws SQLException {
        return value(
                """
                select concat_ws(' ', j #>> '{total,pending}', j #>> '{total,open}', j #>> '{total,unread}',
                                 j #>> '{total,mine}', j #>> '{total,waitingSince}', 'of',
                                 json_array_length(j -> 'departments'))
                from queue_counts(:acme, %s, %s) j"""
                        .formatted(viewer, me));
    }
}
