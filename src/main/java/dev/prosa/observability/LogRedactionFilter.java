package dev.prosa.observability;

import io.quarkus.logging.LoggingFilter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Takes the words out of every fault that is logged, by whomever, once the service serves: they may quote what was sent.
 * Until then they are of the configuration and say why it does not start.
 */
@Singleton
@LoggingFilter(name = "faults-without-words")
public final class LogRedactionFilter implements Filter {

    private static volatile boolean serving;

    /** After the start all work is about data of clients, and exceptions may quote it. */
    static void startEnds(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        serving = true;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getThrown() != null) nameFault(line);
        return true;
    }

    private static void nameFault(LogRecord line) {
        Throwable fault = line.getThrown();
        boolean hasWords = !(fault instanceof RedactedThrowable);
        if (hasWords && serving) line.setThrown(RedactedThrowable.of(fault));
        if (line instanceof ExtLogRecord fields)
            fields.putMdc("exception", hasWords ? fault.getClass().getName() : ((RedactedThrowable) fault).type());
    }
}
