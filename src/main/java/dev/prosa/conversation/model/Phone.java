package dev.prosa.conversation.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number: 8–15 digits, as E.164 writes them without its leading {@code +}. */
public record Phone(String digits) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{8,15}");

    /** One leading {@code +} is dropped; empty if what is left is no number. */
    public static Optional<Phone> of(String text) {
        String digits = text != null && text.startsWith("+") ? text.substring(1) : text;
        return digits != null && DIGITS.matcher(digits).matches() ? Optional.of(new Phone(digits)) : Optional.empty();
    }
}
