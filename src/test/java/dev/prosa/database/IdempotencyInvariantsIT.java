package dev.prosa.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept: {@code {}} for the key {@code k} of a program. */
class IdempotencyInvariantsIT extends ConstraintFixture {

    @ParameterizedTest
    @ValueSource(strings = {"''", "'a b'", "'é'", "chr(127)", "repeat('x', 256)"})
    void aKeyIsVisibleAscii(String key) {
        refuses("idempotency_key_is_visible", "update idempotency_key set key = " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'!'", "'~'", "repeat('x', 255)", "'prosa-123_[]\"'"})
    void everyVisibleAsciiCharacterMayBeInAKey(String key) throws SQLException {
        accepts("update idempotency_key set key = " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "repeat('0', 63)", "repeat('g', 64)"})
    void aBodyIsKnownByItsSha256(String hash) {
        refuses("idempotency_key_hash_is_sha256", "update idempotency_key set body_hash = " + hash);
    }

    @Test
    void answer_valid_isNotOverwritten() throws SQLException {
        keep("now()");
        assertThat(value("select response from idempotency_key where institution_id = :acme"))
                .isEqualTo("{}");
    }

    @Test
    void answer_expired_isReplaced() throws SQLException {
        keep("now() + interval '2 hours'");
        assertThat(value("select response || ' ' || (expires_at > now() + interval '25 hours') from idempotency_key"
                        + " where institution_id = :acme"))
                .isEqualTo("another true");
    }

    @Test
    void cleanup_removesExpiredOnly_upToItsLimit() throws SQLException {
        for (int i = 0; i < 3; i++) run(copy("idempotency_key", "key = 'k'", "'key', 'k" + i + "'"));
        run("update idempotency_key set expires_at = now() - interval '1 s' where key in ('k', 'k0', 'k1')");

        assertThat(
                        value(
                                "select delete_expired_idempotency_keys(now(), 2) || ' ' || delete_expired_idempotency_keys(now(), 2)"))
                .isEqualTo("2 1");
        assertThat(value("select string_agg(key, ',') from idempotency_key")).isEqualTo("k2");
    }

    private void keep(String now) throws SQLException {
        run("select store_idempotent_response(:acme, :key, '/v1', 'k', repeat('1', 64), 'another', " + now + ")");
    }
}
