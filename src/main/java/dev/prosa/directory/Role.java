package dev.prosa.directory;

/** What an agent may do in its institution. An API key has none. */
public enum Role {
    ADMIN,
    SUPERVISOR,
    AGENT
}
