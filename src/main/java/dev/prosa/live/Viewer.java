package dev.prosa.live;

import dev.prosa.directory.Caller;
import java.util.UUID;

/** An agent or API key whose access is checked. */
record Viewer(UUID institution, UUID id) {

    static Viewer of(Caller caller) {
        return new Viewer(caller.institution(), caller.id());
    }
}
