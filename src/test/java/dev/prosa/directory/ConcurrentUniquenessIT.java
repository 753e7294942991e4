package dev.prosa.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two who save the same value at once, each before the other can see it, the second gets ALREADY_EXISTS. */
@QuarkusTest
final class ConcurrentUniquenessIT {

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
    void departmentCreation_againstARenameToItsName_isRefused() throws Exception {
        assertThat(secondOf(
                        () -> acme.departmentChange(acme.sales, "{\"name\": \"Finance\"}"),
                        () -> acme.departmentCreation("FINANCE")))
                .isEqualTo(SqlInstitution.NAME_EXISTS);
    }

    @Test
    void agentCreation_againstAnEmailElsewhere_isRefused() throws Exception {
        String email = UUID.randomUUID() + "@x";
        try (SqlInstitution other = new SqlInstitution()) {
            assertThat(secondOf(() -> other.agentCreation(agent(email)), () -> acme.agentCreation(agent(email))))
                    .isEqualTo(SqlInstitution.EMAIL_EXISTS);
        }
    }

    @Test
    void agentChange_againstACreationWithTheEmail_isRefused() throws Exception {
        String email = UUID.randomUUID() + "@x";
        UUID ana = acme.agent("Ana", "AGENT");

        assertThat(secondOf(
                        () -> acme.agentCreation(agent(email)),
                        () -> acme.agentChange(ana, "{\"email\": \"" + email + "\"}")))
                .isEqualTo(SqlInstitution.EMAIL_EXISTS);
    }

    @Test
    void contactCreation_againstTheSamePhone_isRefused() throws Exception {
        Supplier<Uni<?>> creation = () -> acme.contactCreation("{\"name\": \"Maria\", \"phone\": \"4930111222\"}");

        assertThat(secondOf(creation, creation)).isEqualTo(SqlInstitution.PHONE_EXISTS);
    }

    private static String agent(String email) {
        return "{\"name\": \"Ana\", \"email\": \"" + email + "\"}";
    }

    private static String secondOf(Supplier<Uni<?>> one, Supplier<Uni<?>> other) throws Exception {
        OpenTransaction first = OpenTransaction.of(one);
        CompletableFuture<String> second = SqlInstitution.concurrently(other);
        SqlInstitution.awaitWaiting();
        first.commit();
        return second.get();
    }
}
