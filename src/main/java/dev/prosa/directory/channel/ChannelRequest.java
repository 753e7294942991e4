package dev.prosa.directory.channel;

import dev.prosa.directory.Creation;
import dev.prosa.directory.FieldFormats;
import dev.prosa.http.Patch;
import dev.prosa.problem.Phone;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;

/**
 * A channel to create, or what of one is to change: what is absent stays, and a null name or type, too.
 *
 * @param departmentId null: triage
 * @param phone null takes it away
 */
public record ChannelRequest(
        @NotNull(groups = Creation.Required.class)
                @Pattern(regexp = FieldFormats.NAME, message = FieldFormats.NAME_MESSAGE)
                String name,
        @NotNull(groups = Creation.Required.class) ChannelType type,
        Patch<UUID> departmentId,
        Patch<@Pattern(regexp = Phone.FORM, message = Phone.MESSAGE) String> phone) {

    /** What is to be stored instead of the current phone. */
    String phoneInsteadOf(String current) {
        return Phone.withoutPlus(phone.orElse(current));
    }
}
