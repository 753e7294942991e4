package dev.prosa.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How hard passwords are to guess from their hashes. */
@ConfigMapping(prefix = "prosa.password")
interface PasswordConfig {

    /** The cost of bcrypt: 2 to this power rounds, 4 to 31; each step doubles the time of a login (12: about 0.3 s). */
    @WithDefault("12")
    @Min(4)
    @Max(31)
    int cost();

    /** How many hashes may wait or be in work at once, 1 or more; beyond it a login answers 503. */
    @WithDefault("64")
    @Min(1)
    int waiting();
}
