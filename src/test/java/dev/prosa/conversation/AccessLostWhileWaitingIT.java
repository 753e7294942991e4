package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that waits for a transaction which takes the caller's right is refused when it goes on. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AccessLostWhileWaitingIT {

    @TestHTTPResource("/")
    URI uri;

    private TestInstitution institution;
    private TestInstitution.Agent ana;
    private String conversation;

    @BeforeEach
    void aConversationInAnasDepartment() {
        institution = TestInstitution.on(uri, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        ana = institution.agent("Ana", "AGENT", sales);
        conversation = institution
                .writes(institution.channel(sales), institution.phone(), "hello")
                .path("conversationId")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "read"})
    void commandsNothingOnceItsMembershipIsGone(String command) throws SQLException {
        Answer answer = meanwhile("delete from membership where agent_id = '" + ana.id() + "'", () -> ana.http()
                .send("PATCH", "/v1/conversations/" + conversation + "/" + command, null));

        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void reply_ofAnAgentDeactivatedMeanwhile_isRefused() throws SQLException {
        Answer answer = meanwhile("update agent set active = false where id = '" + ana.id() + "'", () -> ana.http()
                .send(
                        "POST",
                        "/v1/conversations/" + conversation + "/messages",
                        Map.of("type", "text", "content", Map.of("text", "hi"))));

        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void reply_afterWaitingWithoutLoss_isSent() throws SQLException {
        Answer answer = meanwhile(
                "select 1", () -> ana.http().send("PATCH", "/v1/conversations/" + conversation + "/close", null));

        assertThat(answer.status()).isEqualTo(200);
    }

    private interface Sending {
        CompletableFuture<Answer> send();
    }

    /** The command meets a transaction that holds the conversation and has done this already. */
    private Answer meanwhile(String change, Sending command) throws SQLException {
        try (Connection other = institution.database().connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from conversation where id = '" + conversation + "' for no key update");
            statement.execute(change);
            CompletableFuture<Answer> answer = command.send();
            await().until(this::somebodyWaits);
            other.commit();
            return answer.join();
        }
    }

    private boolean somebodyWaits() {
        return institution.<Long>query(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                > 0;
    }

    private long version() {
        return institution.query("select version from conversation where id = ?::uuid", conversation);
    }
}
