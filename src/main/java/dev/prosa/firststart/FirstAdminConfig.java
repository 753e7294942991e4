package dev.prosa.firststart;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first ADMIN on an external database; used while there is no institution, together with PROSA_INSTITUTION. */
@ConfigMapping(prefix = "prosa.admin")
interface FirstAdminConfig {

    /** Its email, by which it signs in. */
    Optional<String> email();

    /** Its password, 8 to 200 characters; may be missing while the local issuer is off. */
    Optional<String> password();
}
