package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** R13: what a change writes into feeds and history. Maria's conversation waits in sales, at version 3. */
class ChangeEventsIT extends ConstraintFixture {

    private static final String ASSIGNED =
            "json_build_object('change', 'ASSIGNED', 'previousAssignee', :bruno, 'previousAssigneeName', 'Bruno',"
                    + " 'conversation', json_build_object('version', 4, 'status', 'OPEN', 'assigned_to', :ana,"
                    + " 'assignee_name', 'Ana', 'open_assignee', :ana))";
    private static final String READ =
            "json_build_object('change', 'READ', 'conversation', json_build_object('version', 5, 'last_read_seq', 1))";

    @Test
    void assigned_saysFromWhomAndToWhom() throws SQLException {
        append(ASSIGNED);

        assertThat(events()).isEqualTo("sales conversation.assigned 4");
        assertThat(data("conversation.assigned", "by,name")).isEqualTo("Ana");
        assertThat(data("conversation.assigned", "previousAssignee,name")).isEqualTo("Bruno");
        assertThat(data("conversation.assigned", "conversation,assignedTo,name"))
                .isEqualTo("Ana");
        assertThat(history()).isEqualTo("ASSIGNED Ana sales Bruno sales Ana -");
    }

    @Test
    void transferred_acrossDepartments_isRemovedThereAndThenHere() throws SQLException {
        append(transferredTo(":support", 5));

        assertThat(events()).isEqualTo("sales conversation.removed 4, support conversation.transferred 5");
        assertThat(data("conversation.removed", "to,departmentId")).isEqualTo(value("select :support"));
        assertThat(data("conversation.removed", "reason")).isEqualTo("transferred");
        assertThat(data("conversation.transferred", "note")).isEqualTo("a refund");
        assertThat(data("conversation.transferred", "from")).contains(value("select :sales"), value("select :bruno"));
        assertThat(history()).isEqualTo("TRANSFERRED Ana sales Bruno support Ana a refund");
    }

    @Test
    void transferred_withinADepartment_isOneEvent() throws SQLException {
        append(transferredTo(":sales", 4));

        assertThat(events()).isEqualTo("sales conversation.transferred 4");
    }

    @Test
    void transferred_toTriage_isRemovedFromItsDepartment() throws SQLException {
        append(transferredTo("null", 5));

        assertThat(events()).isEqualTo("sales conversation.removed 4, triage conversation.transferred 5");
    }

    @Test
    void closed_keepsItsNote() throws SQLException {
        append("json_build_object('change', 'CLOSED', 'note', 'solved', 'conversation', json_build_object('version', 4,"
                + " 'assigned_to', :ana))");

        assertThat(events()).isEqualTo("sales conversation.closed 4");
        assertThat(data("conversation.closed", "note")).isEqualTo("solved");
        assertThat(data("conversation.closed", "by,name")).isEqualTo("Ana");
        assertThat(history()).isEqualTo("CLOSED Ana sales Ana sales Ana solved");
    }

    @Test
    void opened_saysWhereAndForWhom() throws SQLException {
        append("json_build_object('change', 'OPENED', 'conversation', json_build_object('version', 1, 'assigned_to',"
                + " :ana))");

        assertThat(events()).isEqualTo("sales conversation.created 1");
        assertThat(history()).isEqualTo("OPENED Ana - - sales Ana -");
    }

    @Test
    void read_isNoHistory() throws SQLException {
        append(READ);

        assertThat(events()).isEqualTo("sales conversation.unread 5");
        assertThat(history()).isNull();
    }

    @Test
    void changes_areInTheirOrder_eachWithTheConversationAfterIt() throws SQLException {
        String answer = append(ASSIGNED + ", " + READ);

        assertThat(events()).isEqualTo("sales conversation.assigned 4, sales conversation.unread 5");
        assertThat(answer).contains("\"version\":5");
        assertThat(append("")).contains("\"version\":3");
        assertThat(events()).as("no change, no event").endsWith("conversation.unread 5");
    }

    @Test
    void unassigned_areThoseOfTheDepartmentsThatTheAgentLeft() throws SQLException {
        run("update conversation set status = 'OPEN', assigned_to = :ana, assignee_name = 'Ana',"
                + " version = version + 1, updated_at = '2100-01-01' where id = :talk");

        assertThat(unassign("array[:support::uuid]")).isNull();
        assertThat(unassign("array[:sales::uuid]")).isEqualTo("t t PENDING 5 Ana t");
        assertThat(history()).isEqualTo("ASSIGNED Ana sales Ana sales - -");
        assertThat(unassign("null")).isNull();
    }

    @Test
    void unassigned_withoutDepartments_areAll() throws SQLException {
        run("update conversation set status = 'OPEN', assigned_to = :ana, assignee_name = 'Ana',"
                + " version = version + 1 where id = :talk");

        assertThat(unassign("null")).startsWith("t t PENDING 5 Ana");
    }

    private static String transferredTo(String department, int version) {
        return ("json_build_object('change', 'TRANSFERRED', 'fromDepartment', :sales, 'fromAssignee', :bruno, 'note',"
                        + " 'a refund', 'conversation', json_build_object('version', %d, 'department_id', %s, 'feed_id',"
                        + " coalesce(%s::uuid, :acme), 'assigned_to', :ana))")
                .formatted(version, department, department);
    }

    private String append(String changes) throws SQLException {
        return value(
                """
                select append_changes(c, json_build_array(%s), json_build_object('type', 'AGENT', 'id', :ana, 'name', 'Ana'),
                                      '2026-01-01')
                from conversation c where c.id = :talk"""
                        .formatted(changes));
    }

    private String unassign(String departments) throws SQLException {
        return value(
                """
                select concat_ws(' ', u.feed_id = :sales, u.data::json -> 'conversation' ->> 'assignedTo' is null,
                                 c.status, c.version, u.data::json -> 'previousAssignee' ->> 'name',
                                 c.updated_at >= '2100-01-01')
                from unassign_conversations(:acme, :ana, %s,
                    json_build_object('type', 'AGENT', 'id', :ana, 'name', 'Ana'), '2026-01-01') u
                cross join lateral (select * from json_populate_record(null::conversation, json_build_object(
                    'status', u.data::json #>> '{conversation,status}', 'version', u.data::json #>> '{conversation,version}',
                    'updated_at', u.data::json #>> '{conversation,updatedAt}'))) c"""
                        .formatted(departments));
    }

    /** Feed, type and version of what came after the three messages' events. */
    private String events() throws SQLException {
        return value(
                """
                select string_agg(concat_ws(' ', coalesce(lower(d.name), 'triage'), e.type, coalesce(
                           e.payload::json #>> '{data,conversation,version}', e.payload::json #>> '{data,version}')),
                           ', ' order by d.name, e.seq)
                from feed_event e left join department d on d.institution_id = :acme and d.id = e.feed_id
                where e.institution_id = :acme and (e.feed_id <> :sales or e.seq > 3)""");
    }

    private String data(String type, String path) throws SQLException {
        return value("select payload::json #>> '{data,%s}' from feed_event where institution_id = :acme and type = '%s'"
                .formatted(path, type));
    }

    /** What the history says of the last change but the opening by the contact's message. */
    private String history() throws SQLException {
        return value(
                """
                select concat_ws(' ', h.type, h.by_name, coalesce(lower(fd.name), '-'), coalesce(fa.name, '-'),
                                 coalesce(lower(td.name), '-'), coalesce(ta.name, '-'), coalesce(h.note, '-'))
                from conversation_history h
                left join department fd on fd.id = h.from_department left join agent fa on fa.id = h.from_attendant
                left join department td on td.id = h.to_department left join agent ta on ta.id = h.to_attendant
                where h.institution_id = :acme and h.by_type = 'AGENT'""");
    }
}
