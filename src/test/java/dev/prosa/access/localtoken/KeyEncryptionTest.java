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
    void whatWasClosedOpensUnderTheSameSecret() {
        assertThat(new KeyEncryption(SECRET).open("kid", safe.close("kid", PLAIN)))
                .isEqualTo(PLAIN);
    }

    @Test
    void nothingIsEncryptedTheSameWayTwice() {
        assertThat(safe.close("kid", PLAIN)).isNotEqualTo(safe.close("kid", PLAIN));
    }

    @Test
    void anotherSecretSaysInOneSentenceThatItIsTheWrongOne() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new KeyEncryption(SECRET + "x").open("kid", safe.close("kid", PLAIN)))
                .withMessageContaining("PROSA_SECRET_KEY")
                .withNoCause();
    }

    @Test
    void anotherKeysTextDoesNotOpen() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> safe.open("another", safe.close("kid", PLAIN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aDamagedTextDoesNotOpen(String text) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> safe.open("kid", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcdef0123456789abcde"})
    void aSecretThatIsMissingOrShortIsRefused(String secret) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new KeyEncryption(secret))
                .withMessageContaining("PROSA_SECRET_KEY must be set to 32 characters or more");
    }

    @Test
    void aSigningKeySurvivesItsRow() {
        SigningKey key = SigningKey.generate();
        SigningKey.Stored row = key.stored(safe);
        assertThat(SigningKey.read(row, safe)).isEqualTo(key);
        assertThat(row.privateKey()).isNotEqualTo(row.publicKey());
    }
}
