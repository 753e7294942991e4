package dev.prosa.access.localtoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncryptionTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final byte[] PLAIN = {1, 2, 3};

    private final KeyEncryption safe = new KeyEncryption(SECRET);

    @Test
    void ciphertext_underTheSameSecret_isDecrypted() {
        assertThat(new KeyEncryption(SECRET).decrypt("kid", safe.encrypt("kid", PLAIN)))
                .isEqualTo(PLAIN);
    }

    @Test
    void plaintext_encryptedTwice_differs() {
        assertThat(safe.encrypt("kid", PLAIN)).isNotEqualTo(safe.encrypt("kid", PLAIN));
    }

    @Test
    void ciphertext_underAnotherSecret_saysItIsWrong() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new KeyEncryption(SECRET + "x").decrypt("kid", safe.encrypt("kid", PLAIN)))
                .withMessageContaining("PROSA_SECRET_KEY")
                .withNoCause();
    }

    @Test
    void ciphertext_ofAnotherKey_isRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> safe.decrypt("another", safe.encrypt("kid", PLAIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aDamagedTextDoesNotOpen(String text) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> safe.decrypt("kid", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef0123456789abcde"})
    void aSecretThatIsMissingOrShortIsRefused(String secret) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new KeyEncryption(secret))
                .withMessageContaining("PROSA_SECRET_KEY must be set to 32 characters or more");
    }

    @Test
    void signingKey_storedInARow_isRestored() {
        SigningKey key = SigningKey.generate();
        SigningKey.Stored row = key.stored(safe);
        assertThat(SigningKey.read(row, safe)).isEqualTo(key);
        assertThat(row.privateKey()).isNotEqualTo(row.publicKey());
    }
}
