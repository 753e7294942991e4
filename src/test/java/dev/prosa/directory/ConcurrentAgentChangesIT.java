package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that wait for another transaction see what it did. */
@QuarkusTest
final class ConcurrentAgentChangesIT {

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
    void lastTwoAdmins_leavingAtOnce_oneStays() throws Exception {
        UUID first = acme.agent("First", "ADMIN");
        UUID second = acme.agent("Second", "ADMIN");
        OpenTransaction one = OpenTransaction.of(() -> acme.agentChange(first, "{\"role\": \"AGENT\"}"));

        CompletableFuture<String> other = changeElsewhere(second, "{\"role\": \"AGENT\"}");
        SqlInstitution.awaitWaiting();
        one.commit();

        assertThat(other.get()).isEqualTo(SqlInstitution.LAST_ADMIN);
    }

    @Test
    void assignment_whileItsAgentLeaves_isUndone() throws Exception {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        UUID conversation = acme.conversation(acme.sales, "4900000001");
        acme.connection.setAutoCommit(false);
        acme.id("select id from agent where id = ? for share", ana);
        acme.id(
                "update conversation set status = 'OPEN', assigned_to = ?, assignee_name = 'Ana', version = version + 1"
                        + " where id = ? returning id",
                ana,
                conversation);

        CompletableFuture<String> leaving = changeElsewhere(ana, "{\"active\": false}");
        SqlInstitution.awaitWaiting();
        acme.connection.commit();

        assertThat(leaving.get()).isEqualTo("done");
        assertThat(acme.text("select status from conversation where id = ?", conversation))
                .isEqualTo("PENDING");
    }

    @Test
    void conversation_closedWhileItsAgentLeaves_staysClosed() throws Exception {
        UUID ana = acme.agent("Ana", "AGENT", acme.sales);
        UUID conversation = acme.assignedTo(ana, acme.sales, "4900000001");
        long before = acme.seq(acme.sales);
        acme.connection.setAutoCommit(false);
        acme.close(conversation);

        CompletableFuture<String> leaving = changeElsewhere(ana, "{\"name\": \"Anna\", \"active\": false}");
        SqlInstitution.awaitWaiting();
        acme.connection.commit();

        assertThat(leaving.get()).isEqualTo("done");
        assertThat(acme.text("select status || ' ' || assignee_name from conversation where id = ?", conversation))
                .isEqualTo("CLOSED Ana");
        assertThat(acme.events(acme.sales, before)).containsExactly("agent.updated", "agent.removed Anna ended");
    }

    private CompletableFuture<String> changeElsewhere(UUID agent, String change) {
        return SqlInstitution.concurrently(() -> acme.agentChange(agent, change));
    }
}
