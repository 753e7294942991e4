package dev.prosa.database.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret of 256 random bits, made at the first start and readable by the owner of the data directory only. */
final class SecretFile {

    private SecretFile() {}

    static String readOrCreate(Path file) throws IOException {
        if (Files.exists(file)) return Files.readString(file).strip();
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        // written aside and moved, so that a kill in between leaves no empty secret
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".draft", ownerOnly());
        Files.writeString(draft, secret);
        Files.move(draft, file);
        return secret;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
