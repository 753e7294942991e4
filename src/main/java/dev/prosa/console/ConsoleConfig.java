package dev.prosa.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The agent console. */
@ConfigMapping(prefix = "prosa.console")
interface ConsoleConfig {

    /** How long a contact may wait for an answer before its conversation is shown as late; half of it: as soon late. */
    @WithDefault("PT10M")
    @NotNull
    @DurationMin(seconds = 2)
    Duration waitingLimit();
}
