package dev.prosa.access.localtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestDatabase.Migrated;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SigningKeysIT {

    private static final Duration LIFE = Duration.ofDays(90);
    private static final String SECRET = "the secret of both nodes, long enough";

    private final Vertx vertx = Vertx.vertx();
    private final Migrated database = TestDatabase.fresh();
    private final Pool pool = Pool.pool(vertx, options(), new PoolOptions().setMaxSize(8));

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Test
    void nodes_startingTogether_shareOneKey() {
        KeyEncryption safe = new KeyEncryption(SECRET);
        List<Uni<List<SigningKey.Stored>>> nodes = IntStream.range(0, 8)
                .mapToObj(n -> store().addIfLacking(SigningKey.generate().stored(safe), LIFE))
                .toList();
        List<List<SigningKey.Stored>> seen = of(Uni.join().all(nodes).andFailFast());
        assertThat(seen).allSatisfy(keys -> assertThat(keys).hasSize(1)).containsOnly(seen.get(0));
    }

    @Test
    void node_racingAnotherNode_signsByTheFirstKey() {
        SigningKey first = SigningKey.generate();
        Pool whileItLooks = new Pool(pool.getDelegate()) {
            @Override
            public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
                insert(first.stored(new KeyEncryption(SECRET)));
                return super.preparedQuery(sql);
            }
        };
        assertThat(started(SECRET, true, new SigningKeyStore(whileItLooks)).newest())
                .isEqualTo(first);
    }

    @Test
    void node_startedAgain_usesTheSameKey() {
        assertThat(started(SECRET).newest()).isEqualTo(started(SECRET).newest());
    }

    @Test
    void key_ofAnotherNode_isFoundWhenATokenNamesIt() throws SQLException {
        SigningKeys here = started(SECRET);
        SigningKeys there = started(SECRET);
        SigningKey added = SigningKey.generate();
        insert(added.stored(new KeyEncryption(SECRET)));
        assertThat(of(there.find(added.kid()))).isEqualTo(added);
        assertThat(of(here.find("nobody's"))).isNull();
    }

    @Test
    void key_createdAfterAFailedLookup_isFoundByAll() throws SQLException {
        SigningKeys here = started(SECRET);
        assertThat(of(here.find("nobody's"))).isNull();
        SigningKey added = SigningKey.generate();
        insert(added.stored(new KeyEncryption(SECRET)));
        List<Uni<SigningKey>> asked =
                IntStream.range(0, 20).mapToObj(n -> here.find(added.kid())).toList();
        assertThat(of(Uni.join().all(asked).andFailFast())).containsOnly(added);
    }

    @Test
    void lookup_failed_isFollowedByAnother() throws SQLException {
        SigningKeys here = started(SECRET);
        rename("signing_key", "elsewhere");
        assertThatThrownBy(() -> of(here.find("x"))).isInstanceOf(PgException.class);
        rename("elsewhere", "signing_key");
        assertThat(of(here.find("x"))).isNull();
    }

    @Test
    void caller_continuesOnItsOwnContext() throws Exception {
        SigningKeys here = started(SECRET);
        Context one = vertx.getDelegate().getOrCreateContext();
        Context two = vertx.getDelegate().getOrCreateContext();
        assertThat(List.of(contextAfter(here, one), contextAfter(here, two)))
                .extracting(seen -> seen.get(20, TimeUnit.SECONDS))
                .containsExactly(one, two);
    }

    private static CompletableFuture<Context> contextAfter(SigningKeys keys, Context asked) {
        CompletableFuture<Context> seen = new CompletableFuture<>();
        asked.runOnContext(now -> keys.find("nobody's")
                .map(none -> io.vertx.core.Vertx.currentContext())
                .subscribe()
                .with(seen::complete));
        return seen;
    }

    @Test
    void start_withAnOldKey_addsOne_andTheOldOneStaysValid() throws SQLException {
        SigningKey old = started(SECRET).newest();
        execute("update signing_key set created_at = now() - interval '89 days'");
        SigningKeys running = started(SECRET);
        assertThat(running.newest()).isEqualTo(old);
        execute("update signing_key set created_at = now() - interval '91 days'");
        SigningKeys here = started(SECRET);
        assertThat(here.newest()).isNotEqualTo(old);
        assertThat(of(here.find(old.kid()))).isEqualTo(old);
        assertThat(of(running.find(here.newest().kid()))).isEqualTo(here.newest());
        assertThat(running.newest()).isEqualTo(here.newest());
    }

    @Test
    void nodes_startingTogether_withAnOldKey_addOneKey() throws SQLException {
        started(SECRET);
        execute("update signing_key set created_at = now() - interval '91 days'");
        KeyEncryption safe = new KeyEncryption(SECRET);
        List<Uni<List<SigningKey.Stored>>> nodes = IntStream.range(0, 8)
                .mapToObj(n -> store().addIfLacking(SigningKey.generate().stored(safe), LIFE))
                .toList();
        assertThat(of(Uni.join().all(nodes).andFailFast()))
                .allSatisfy(keys -> assertThat(keys).hasSize(2));
    }

    @Test
    void node_whoseKeysWereDeleted_continuesWithThem() throws SQLException {
        SigningKeys here = started(SECRET);
        execute("delete from signing_key");
        assertThat(of(here.find("nobody's"))).isNull();
        assertThat(of(here.find(here.newest().kid()))).isEqualTo(here.newest());
    }

    @Test
    void key_madeUnderAWrongSecret_isNoKeyHere() throws SQLException {
        SigningKeys here = started(SECRET);
        SigningKey wrong = SigningKey.generate();
        insert(wrong.stored(new KeyEncryption("another secret, which is long enough too")));
        assertThat(of(here.find(wrong.kid()))).isNull();
        assertThat(of(here.find(here.newest().kid()))).isEqualTo(here.newest());
    }

    @Test
    void service_withoutLocalIssuer_needsNoSecret_andHasNoKey() throws SQLException {
        SigningKeys with = started(SECRET);
        SigningKeys without = started("", false);
        assertThat(of(without.find(with.newest().kid()))).isNull();
    }

    @Test
    void start_withoutASecret_fails() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> started(""))
                .withMessageStartingWith("PROSA_SECRET_KEY must be set to 32 characters or more");
    }

    private void rename(String table, String to) throws SQLException {
        execute("alter table " + table + " rename to " + to);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void start_withAnotherSecret_fails_andLeavesTheKey() throws SQLException {
        SigningKey key = started(SECRET).newest();
        execute("update signing_key set created_at = now() - interval '91 days'");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> started("another secret, which is long enough too"))
                .withMessage("The signing key " + key.kid()
                        + " cannot be decrypted: PROSA_SECRET_KEY is not the one it was made under");
        execute("update signing_key set created_at = now()");
        assertThat(started(SECRET).newest()).isEqualTo(key);
    }

    private void insert(SigningKey.Stored row) {
        String sql = "insert into signing_key (kid, public_key, private_key) values (?, ?, ?)";
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, row.kid());
            insert.setString(2, row.publicKey());
            insert.setString(3, row.privateKey());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningKeys started(String secret) {
        return started(secret, true);
    }

    private SigningKeys started(String secret, boolean ownIssuer) {
        return started(secret, ownIssuer, store());
    }

    private static SigningKeys started(String secret, boolean ownIssuer, SigningKeyStore store) {
        LocalIssuerConfig config = new SmallRyeConfigBuilder()
                .withMapping(LocalIssuerConfig.class)
                .withDefaultValue("prosa.access.local-issuer", String.valueOf(ownIssuer))
                .build()
                .getConfigMapping(LocalIssuerConfig.class);
        SigningKeys keys = new SigningKeys(store, Clock.systemUTC(), config, Optional.of(secret));
        keys.atStart(null);
        return keys;
    }

    private SigningKeyStore store() {
        return new SigningKeyStore(pool);
    }

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser("postgres")
                .setPassword("postgres");
    }

    private static <T> T of(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
