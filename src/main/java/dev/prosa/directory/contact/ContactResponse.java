package dev.prosa.directory.contact;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.prosa.directory.CreatedResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A contact as it is shown. */
public record ContactResponse(
        UUID id,
        String name,
        String phone,
        String email,
        List<String> tags,
        @JsonRawValue String metadata,
        Instant createdAt,
        Instant updatedAt)
        implements CreatedResponse.Identified {

    static ContactResponse of(Contact contact) {
        ContactFields fields = contact.fields();
        return new ContactResponse(
                contact.id(),
                fields.name(),
                fields.phone(),
                fields.email(),
                fields.tags(),
                fields.metadata(),
                contact.createdAt(),
                contact.updatedAt());
    }
}
