package dev.prosa.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.problem.Phone;
import dev.prosa.problem.Refused;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contact to make, or what of one is to change: then what is absent stays.
 *
 * @param email null (and not absent) takes it away
 * @param tags without the spaces around them
 * @param metadata is merged; a null in it removes the key. What comes of it has up to 16 KiB
 */
record ContactRequest(
        @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE) String name,
        @Pattern(regexp = Phone.FORM, message = Phone.MESSAGE) String phone,
        JsonNode email,
        @Size(max = 100)
                List<@NotNull @Pattern(regexp = FieldFormats.TAG, message = FieldFormats.TAG_MESSAGE) String> tags,
        @Size(max = 100) Map<String, Object> metadata) {

    /** As {@code change_contact} takes it. */
    Map<String, Object> change() {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("name", name);
        change.put("phone", Phone.withoutPlus(phone));
        change.put("tags", tags == null ? null : kept(tags));
        change.put("metadata", metadata);
        change.values().removeIf(value -> value == null);
        if (email != null) change.put("email", checkedEmail());
        return change;
    }

    /** As {@code create_contact} takes it. */
    Map<String, Object> creation() {
        return FieldFormats.required(change(), "name", "phone");
    }

    private static List<String> kept(List<String> tags) {
        return tags.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private String checkedEmail() {
        if (email.isNull()) return null;
        if (email.isTextual() && email.textValue().matches(FieldFormats.EMAIL)) return email.textValue();
        throw Refused.field("email", FieldFormats.EMAIL_MESSAGE);
    }
}
