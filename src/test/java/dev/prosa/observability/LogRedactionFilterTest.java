package dev.prosa.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogRedactionFilterTest {

    private final LogRedactionFilter filter = new LogRedactionFilter();

    @BeforeEach
    void theServiceServes() {
        LogRedactionFilter.startEnds(new StartupEvent());
    }

    private ExtLogRecord logged(Throwable fault) {
        ExtLogRecord line =
                new ExtLogRecord(Level.SEVERE, "It failed", getClass().getName());
        line.setThrown(fault);
        assertThat(filter.isLoggable(line)).isTrue();
        return line;
    }

    private static String written(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void throwable_loggedByAnybody_losesItsText() {
        ExtLogRecord line = logged(new IllegalStateException("planted", new IllegalArgumentException("planted too")));
        assertThat(written(line.getThrown()))
                .doesNotContain("planted")
                .contains(
                        "java.lang.IllegalArgumentException", "at " + getClass().getName());
        assertThat(line.getMdc("exception")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void throwable_redactedAlready_keepsItsClass() {
        RedactedThrowable fault = RedactedThrowable.of(new IllegalStateException("planted"));
        ExtLogRecord line = logged(fault);
        assertThat(line.getThrown()).isSameAs(fault);
        assertThat(line.getMdc("exception")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void record_withoutThrowable_staysAsItIs() {
        ExtLogRecord line = logged(null);
        assertThat(line.getThrown()).isNull();
        assertThat(line.getMdc("exception")).isNull();
    }
}
