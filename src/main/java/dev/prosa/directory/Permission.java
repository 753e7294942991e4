package dev.prosa.directory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a credential may be used for. */
public enum Permission {
    CONVERSATIONS_READ(Permission.Names.CONVERSATIONS_READ),
    CONVERSATIONS_WRITE(Permission.Names.CONVERSATIONS_WRITE),
    MESSAGES_SEND(Permission.Names.MESSAGES_SEND),
    MESSAGES_INGEST(Permission.Names.MESSAGES_INGEST),
    DIRECTORY_READ(Permission.Names.DIRECTORY_READ),
    DIRECTORY_WRITE(Permission.Names.DIRECTORY_WRITE);

    private final String wire;

    Permission(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }

    static Optional<Permission> ofWire(String wire) {
        return Arrays.stream(values()).filter(p -> p.wire.equals(wire)).findFirst();
    }

    /** Those of the names that are permissions. */
    public static Set<Permission> ofWire(String[] names) {
        return Arrays.stream(names)
                .map(Permission::ofWire)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every agent reads, commands and sends in what it sees and reads the directory; an ADMIN may do all. */
    public static Set<Permission> of(Role role) {
        return role == Role.ADMIN
                ? EnumSet.allOf(Permission.class)
                : EnumSet.of(CONVERSATIONS_READ, CONVERSATIONS_WRITE, MESSAGES_SEND, DIRECTORY_READ);
    }

    /** The names as annotations need them: constants. */
    public static final class Names {
        public static final String CONVERSATIONS_READ = "conversations.read";
        public static final String CONVERSATIONS_WRITE = "conversations.write";
        public static final String MESSAGES_SEND = "messages.send";
        public static final String MESSAGES_INGEST = "messages.ingest";
        public static final String DIRECTORY_READ = "directory.read";
        public static final String DIRECTORY_WRITE = "directory.write";

        private Names() {}
    }
}
