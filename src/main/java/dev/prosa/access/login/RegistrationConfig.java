package dev.prosa.access.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Min;

/** Whether strangers may make institutions. */
@ConfigMapping(prefix = "prosa.registration")
interface RegistrationConfig {

    /** true: anybody may make an institution and its ADMIN. In demo mode it is so whatever is set here. */
    @WithParentName
    @WithDefault("false")
    boolean open();

    /** How many times an address may try to within {@code prosa.access.failure-window}, per node, 1 or more. */
    @WithDefault("10")
    @Min(1)
    int perAddress();
}
