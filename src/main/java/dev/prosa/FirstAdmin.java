package dev.prosa;

import dev.prosa.directory.Founding;
import dev.prosa.directory.Text;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;

/**
 * The institution and its ADMIN that the configuration wants on a database without any.
 *
 * @param password null: signs in by the issuer outside
 */
record FirstAdmin(String institution, String email, String password) {

    /** @throws ConfigurationException that names what is not valid */
    FirstAdmin {
        must("PROSA_INSTITUTION", institution, Text.NAME, Text.NAME_MESSAGE);
        must("PROSA_ADMIN_EMAIL", email, Text.EMAIL, Text.EMAIL_MESSAGE);
        if (password != null) must("PROSA_ADMIN_PASSWORD", password, Text.PASSWORD, Text.PASSWORD_MESSAGE);
    }

    /** Empty unless all is set that is needed. */
    static Optional<FirstAdmin> of(Optional<String> institution, FirstAdminConfig admin, boolean needsPassword) {
        boolean complete = institution.isPresent()
                && admin.email().isPresent()
                && (admin.password().isPresent() || !needsPassword);
        return complete
                ? Optional.of(new FirstAdmin(
                        institution.get(), admin.email().get(), admin.password().orElse(null)))
                : Optional.empty();
    }

    Founding founding(String passwordHash) {
        return Founding.of(institution, "Admin", email, passwordHash);
    }

    private static void must(String setting, String value, String form, String message) {
        if (!value.matches(form)) throw new ConfigurationException(setting + " " + message);
    }
}
