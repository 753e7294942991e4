package dev.prosa.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A tenant: nothing of one institution is seen from another. */
@Entity
@Immutable
@Table(name = "institution")
class Institution {

    @Id
    private UUID id;

    private String name;

    protected Institution() {}
}
