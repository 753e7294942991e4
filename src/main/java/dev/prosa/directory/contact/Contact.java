package dev.prosa.directory.contact;

import dev.prosa.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;

/** A person who writes. */
@Entity
@Table(name = "contact")
@DynamicUpdate
public class Contact extends DirectoryEntry {

    /** Digits. */
    private String phone;

    private String email;

    private String[] tags;

    /** A JSON object, as the database writes it. */
    @ColumnTransformer(read = "metadata::text", write = "cast(cast(? as text) as jsonb)")
    private String metadata;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Contact() {}

    Contact(UUID institution, ContactFields fields, Instant now) {
        super(institution, fields.name(), now);
        set(fields, now);
    }

    ContactFields fields() {
        return new ContactFields(name(), phone, email, List.of(tags), metadata);
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void set(ContactFields fields, Instant now) {
        rename(fields.name());
        phone = fields.phone();
        email = fields.email();
        tags = fields.tags().toArray(String[]::new);
        metadata = fields.metadata();
        updatedAt = now;
    }

    @Override
    public void delete(Instant now) {
        super.delete(now);
        updatedAt = now;
    }
}
