package dev.prosa.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This process' lock on a data directory, until it ends: two services would stop each other's database. */
final class DirectoryLock {

    /** A channel that nobody refers to is closed by the garbage collector, and its lock is gone. */
    private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

    private DirectoryLock() {}

    /** Does nothing if this process has it already. @throws IOException if another one has it */
    static void take(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("prosa.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isHeld(channel)) {
            // also the second channel of one process: closing any of them would release the lock of all
            HELD.add(channel);
            return;
        }
        channel.close();
        throw new IOException("another Prosa is running on the data directory " + directory
                + "; set PROSA_DATA_DIR, or give both one database by QUARKUS_DATASOURCE_REACTIVE_URL");
    }

    private static boolean isHeld(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return true; // by this process, such as before a reload in dev mode
        }
    }
}
