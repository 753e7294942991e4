package dev.prosa.firststart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.prosa.directory.Role;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAdminTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  ' | root@example.org | long enough | PROSA_INSTITUTION must have 1 to 255 characters, not only spaces",
                "Desk | root.example.org | long enough | PROSA_ADMIN_EMAIL must be an email address",
                "Desk | root@@example.org | long enough | PROSA_ADMIN_EMAIL must be an email address",
                "Desk | 'ro ot@example.org' | long enough | PROSA_ADMIN_EMAIL must be an email address",
                "Desk | root@example.org | short | PROSA_ADMIN_PASSWORD must have 8 to 200 characters",
            })
    void aSettingThatIsNotValidIsNamed(String institution, String email, String password, String sentence) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new FirstAdmin(institution, email, password))
                .withMessage(sentence);
    }

    @Test
    void institutionName_isBounded() {
        assertThat(new FirstAdmin("😀".repeat(255), "root@example.org", "long enough")
                        .institutionWith("hash")
                        .name())
                .hasSize(510);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new FirstAdmin("x".repeat(256), "root@example.org", "long enough"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"institution", "email", "password"})
    void withoutOneOfThemThereIsNone(String missing) {
        assertThat(FirstAdmin.of(value("institution", missing, "Desk"), admin(missing), true))
                .isEmpty();
    }

    @Test
    void password_withoutPasswordLogin_isNotNeeded() {
        Optional<FirstAdmin> first = FirstAdmin.of(Optional.of("Desk"), admin("password"), false);
        assertThat(first.orElseThrow().institutionWith(null).agents())
                .singleElement()
                .satisfies(agent -> {
                    assertThat(agent.role()).isEqualTo(Role.ADMIN);
                    assertThat(agent.email()).isEqualTo("root@example.org");
                    assertThat(agent.passwordHash()).isNull();
                });
    }

    private static FirstAdminConfig admin(String missing) {
        return new FirstAdminConfig() {
            @Override
            public Optional<String> email() {
                return value("email", missing, "root@example.org");
            }

            @Override
            public Optional<String> password() {
                return value("password", missing, "long enough");
            }
        };
    }

    private static Optional<String> value(String name, String missing, String value) {
        return name.equals(missing) ? Optional.empty() : Optional.of(value);
    }
}
