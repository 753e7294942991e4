package dev.prosa.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** A team; its conversations wait in one queue. Its feed is made by the database, together with it. */
@Entity
@Table(name = "department")
@DynamicUpdate
public class Department extends DirectoryEntry {

    protected Department() {}

    public Department(UUID institution, String name, Instant now) {
        super(institution, name, now);
    }
}
