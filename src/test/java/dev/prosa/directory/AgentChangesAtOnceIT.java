package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that wait for another transaction see what it did. */
final class AgentChangesAtOnceIT {

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
    void ofTwoLastAdminsThatGoAtOnceOneStays() throws Exception {
        UUID first = office.agent("First", "ADMIN");
        UUID second = office.agent("Second", "ADMIN");
        office.connection.setAutoCommit(false);
        assertThat(office.change(first, "{\"role\": \"AGENT\"}")).isNull();

        CompletableFuture<String> other = changeElsewhere(second, "{\"role\": \"AGENT\"}");
        Office.awaitWaiting("change_agent");
        office.connection.commit();

        assertThat(other.get()).isEqualTo("LAST_ADMIN");
    }

    @Test
    void whatIsAssignedWhileAnAgentLeavesGoesBackToo() throws Exception {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        UUID conversation = office.conversation(office.sales, "4900000001");
        office.connection.setAutoCommit(false);
        office.id("select id from agent where id = ? for share", ana);
        office.id(
                "update conversation set status = 'OPEN', assigned_to = ?, assignee_name = 'Ana', version = version + 1"
                        + " where id = ? returning id",
                ana,
                conversation);

        CompletableFuture<String> leaving = changeElsewhere(ana, "{\"active\": false}");
        Office.awaitWaiting("change_agent");
        office.connection.commit();

        assertThat(leaving.get()).isEqualTo("done");
        assertThat(office.text("select status from conversation where id = ?", conversation))
                .isEqualTo("PENDING");
    }

    @Test
    void aConversationClosedWhileItsAgentLeavesStaysClosed() throws Exception {
        UUID ana = office.agent("Ana", "AGENT", office.sales);
        UUID conversation = office.heldBy(ana, office.sales, "4900000001");
        long before = office.seq(office.sales);
        office.connection.setAutoCommit(false);
        office.close(conversation);

        CompletableFuture<String> leaving = changeElsewhere(ana, "{\"name\": \"Anna\", \"active\": false}");
        Office.awaitWaiting("change_agent");
        office.connection.commit();

        assertThat(leaving.get()).isEqualTo("done");
        assertThat(office.text("select status || ' ' || assignee_name from conversation where id = ?", conversation))
                .isEqualTo("CLOSED Ana");
        assertThat(office.events(office.sales, before)).containsExactly("agent.updated", "agent.removed Anna ended");
    }

    /** The refusal, "done", or what went wrong. */
    private CompletableFuture<String> changeElsewhere(UUID agent, String change) {
        return Office.elsewhere(
                "select coalesce(refused, 'done') from change_agent(?, ?, ?::json,"
                        + " '{\"type\": \"SYSTEM\", \"id\": null, \"name\": \"System\"}', now())",
                office.institution,
                agent,
                change);
    }
}
