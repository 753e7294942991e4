package dev.prosa.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    Path directory;

    /** What another process runs. */
    static final class Another {
        public static void main(String[] directory) {
            try {
                DirectoryLock.take(Path.of(directory[0]));
                System.out.print("claimed");
            } catch (IOException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void lock_ofAnotherProcess_isRefused_evenAfterAGc() throws Exception {
        DirectoryLock.take(directory);
        for (int n = 0; n < 3; n++) {
            System.gc();
            assertThat(anotherProcess()).startsWith("another Prosa is running on the data directory " + directory);
        }
    }

    @Test
    void lock_isReleased_whenItsProcessEnds() throws Exception {
        assertThat(anotherProcess()).isEqualTo("claimed");
        assertThat(anotherProcess()).isEqualTo("claimed");
    }

    @Test
    void lock_ofTheSameProcess_isClaimedAgain_andStays() throws Exception {
        DirectoryLock.take(directory);
        assertThatCode(() -> DirectoryLock.take(directory)).doesNotThrowAnyException();
        System.gc();
        assertThat(anotherProcess()).startsWith("another Prosa");
    }

    private String anotherProcess() throws Exception {
        String java = ProcessHandle.current().info().command().orElse("java");
        String classes = System.getProperty("java.class.path");
        Process process = new ProcessBuilder(java, "-cp", classes, Another.class.getName(), directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
