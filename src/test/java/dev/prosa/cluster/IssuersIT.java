package dev.prosa.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import dev.prosa.testing.TestIssuer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one database with different configurations of issuers. */
class IssuersIT {

    private static final String ALL_KEYS = "select string_agg(k::text, ',' order by kid) from signing_key k";

    @TempDir
    static Path directory;

    private static final TestIssuer OUTSIDE = new TestIssuer();

    private static TestDatabase.Migrated database;
    private static ServiceProcess usual;
    private static TestInstitution institution;

    @BeforeAll
    static void startANodeWithItsOwnIssuer() {
        database = TestDatabase.fresh();
        usual = ServiceProcess.on(database, directory);
        institution = TestInstitution.on(usual.uri(), database);
    }

    @AfterAll
    static void stop() {
        usual.close();
        OUTSIDE.close();
    }

    @Test
    void node_withAnotherSecret_stops_andOverwritesNothing() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT");
        String keys = institution.query(ALL_KEYS);
        String said = ServiceProcess.stoppedStart(
                database, directory, Map.of("PROSA_SECRET_KEY", "another secret, which is long enough too"));
        assertThat(said)
                .contains("cannot be decrypted: PROSA_SECRET_KEY is not the one it was made under")
                .doesNotContain("Failed to start", "\\tat ", "\tat ");
        assertThat(institution.<String>query(ALL_KEYS)).isEqualTo(keys);
        ana.http().get("/v1/me").ok();
    }

    @Test
    void node_withoutASecret_stopsWithOneSentence() {
        String said = ServiceProcess.stoppedStart(database, directory, Map.of("PROSA_SECRET_KEY", ""));
        assertThat(said)
                .contains("PROSA_SECRET_KEY must be set to 32 characters or more")
                .doesNotContain("Failed to start", "\\tat ", "\tat ");
    }

    @Test
    void node_withoutLocalIssuer_takesExternalTokensOnly() {
        TestInstitution.Agent ana = institution.agent("Ana", "AGENT");
        try (ServiceProcess node = ServiceProcess.on(database, directory, outsideOnly())) {
            Client byOutside = new Client(node.uri(), OUTSIDE.token(ana.email()));
            assertThat(byOutside.get("/v1/me").ok().data().path("id").asText())
                    .isEqualTo(ana.id().toString());
            assertThat(ana.http().at(node.uri()).get("/v1/me").status()).isEqualTo(401);
            for (String path : List.of("/v1/auth/login", "/v1/auth/register")) {
                Answer answer = new Client(node.uri(), null).post(path, login());
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.code()).isEqualTo("NOT_FOUND");
            }
        }
    }

    private static Map<String, String> outsideOnly() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PROSA_SECRET_KEY", "");
        environment.put("PROSA_ACCESS_LOCAL_ISSUER", "false");
        environment.put("MP_JWT_VERIFY_ISSUER", TestIssuer.NAME);
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", OUTSIDE.keysAddress());
        return environment;
    }

    /** Enough for a registration too. */
    private static Map<String, String> login() {
        return Map.of(
                "email", "root@test.prosa", "password", "long enough", "name", "Root", "institutionName", "Another");
    }
}
