package dev.prosa.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * What an institution has many of, each with a name: departments, agents, channels, contacts. A deleted one stays, for
 * the closed conversations that name it.
 */
@MappedSuperclass
@IdClass(DirectoryEntry.Key.class)
public abstract class DirectoryEntry {

    /** The institution comes first in every key. */
    record Key(UUID institution, UUID id) implements Serializable {}

    @Id
    @Column(name = "institution_id")
    private UUID institution;

    @Id
    private UUID id;

    private String name;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    protected DirectoryEntry() {}

    public DirectoryEntry(UUID institution, String name, Instant now) {
        this.institution = institution;
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.name = name;
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    public void rename(String newName) {
        this.name = newName;
    }

    public void delete(Instant now) {
        this.deletedAt = now;
    }
}
