package dev.prosa.directory.contact;

import dev.prosa.directory.Creation;
import dev.prosa.directory.FieldFormats;
import dev.prosa.http.Patch;
import dev.prosa.problem.Phone;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * A contact to create, or what of one is to change: then what is absent stays.
 *
 * @param email null takes it away
 * @param tags without the spaces around them
 * @param metadata is merged; a null in it removes the key. What comes of it has up to 16 KiB
 */
public record ContactRequest(
        @NotNull(groups = Creation.Required.class)
                @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE)
                String name,
        @NotNull(groups = Creation.Required.class) @Pattern(regexp = Phone.FORM, message = Phone.MESSAGE) String phone,
        Patch<@Pattern(regexp = FieldFormats.EMAIL, message = FieldFormats.EMAIL_MESSAGE) String> email,
        @Size(max = 100)
                List<@NotNull @Pattern(regexp = FieldFormats.TAG, message = FieldFormats.TAG_MESSAGE) String> tags,
        @Size(max = 100) Map<String, Object> metadata) {

    /** @param merged what comes of the metadata */
    ContactFields creation(String merged) {
        return changed(new ContactFields(name, Phone.withoutPlus(phone), null, List.of(), "{}"), merged);
    }

    /** @param merged what comes of the metadata */
    ContactFields changed(ContactFields current, String merged) {
        return new ContactFields(
                name == null ? current.name() : name,
                phone == null ? current.phone() : Phone.withoutPlus(phone),
                email.orElse(current.email()),
                tags == null ? current.tags() : stripped(tags),
                merged);
    }

    private static List<String> stripped(List<String> tags) {
        return tags.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }
}
