package dev.prosa.database.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** For trying out. */
@ConfigMapping(prefix = "prosa.demo")
interface DemoConfig {

    /**
     * false: no demo institution at the first start, no open registration and no open sandbox. Those come with the
     * embedded database only, whatever is set here.
     */
    @WithParentName
    @WithDefault("true")
    boolean demo();
}
