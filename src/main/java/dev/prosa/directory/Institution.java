package dev.prosa.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** A tenant: nothing of one institution is seen from another. Its feed, that of triage, is made by the database. */
@Entity
@Immutable
@Table(name = "institution")
public class Institution {

    @Id
    private UUID id;

    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Institution() {}

    public Institution(String name, Instant now) {
        this.id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        this.name = name;
        this.createdAt = now;
    }

    public UUID id() {
        return id;
    }
}
