package dev.prosa.directory.channel;

import dev.prosa.directory.DirectoryEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;

/** Where conversations come from. */
@Entity
@Table(name = "channel")
@DynamicUpdate
public class Channel extends DirectoryEntry {

    @Enumerated(EnumType.STRING)
    private ChannelType type;

    /** Null: triage. */
    @Column(name = "department_id")
    private UUID department;

    /** Digits, or null. */
    private String phone;

    protected Channel() {}

    public Channel(UUID institution, String name, ChannelType type, UUID department, String phone, Instant now) {
        super(institution, name, now);
        this.type = type;
        this.department = department;
        this.phone = phone;
    }

    ChannelType type() {
        return type;
    }

    UUID department() {
        return department;
    }

    String phone() {
        return phone;
    }

    void change(ChannelRequest request) {
        if (request.name() != null) rename(request.name());
        if (request.type() != null) type = request.type();
        department = request.departmentId().orElse(department);
        phone = request.phoneInsteadOf(phone);
    }
}
