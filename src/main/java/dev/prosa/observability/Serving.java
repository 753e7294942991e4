package dev.prosa.observability;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** The end of the start: from here on what comes from outside is in work, and faults may quote it. */
@Singleton
final class Serving {

    void begins(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        LogRedactionFilter.fromNowOn();
    }
}
