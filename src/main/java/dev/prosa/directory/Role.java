package dev.prosa.directory;

/** What an agent may do in its institution. An API key has none. */
public enum Role {
    ADMIN,
    SUPERVISOR,
    AGENT;

    /** Whether it sees all conversations of the institution, not only those of its departments (R14). */
    boolean viewsInstitution() {
        return this != AGENT;
    }
}
