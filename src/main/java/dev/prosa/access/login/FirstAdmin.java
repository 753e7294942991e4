package dev.prosa.access.login;

import dev.prosa.directory.FieldFormats;
import dev.prosa.directory.NewInstitution;
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
        must("PROSA_INSTITUTION", institution, FieldFormats.NAME, FieldFormats.NAME_MESSAGE);
        must("PROSA_ADMIN_EMAIL", email, FieldFormats.EMAIL, FieldFormats.EMAIL_MESSAGE);
        if (password != null)
            must("PROSA_ADMIN_PASSWORD", password, FieldFormats.PASSWORD, FieldFormats.PASSWORD_MESSAGE);
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

    NewInstitution founding(String passwordHash) {
        return NewInstitution.of(institution, "Admin", email, passwordHash);
    }

    private static void must(String setting, String value, String form, String message) {
        if (!value.matches(form)) throw new ConfigurationException(setting + " " + message);
    }
}
