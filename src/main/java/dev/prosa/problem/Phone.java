package dev.prosa.problem;

import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number: 8–15 digits, as E.164 writes them without its leading {@code +}. */
public record Phone(String digits) {

    /** As it may be sent in: one leading {@code +} is dropped. */
    public static final String FORM = "\\+?[0-9]{8,15}";

    public static final String MESSAGE = "must be a phone number of 8 to 15 digits";

    private static final Pattern PHONE = Pattern.compile(FORM);

    /** Empty if the text is no number. */
    public static Optional<Phone> of(String text) {
        return text != null && PHONE.matcher(text).matches()
                ? Optional.of(new Phone(withoutPlus(text)))
                : Optional.empty();
    }

    /** Null for null. */
    public static String withoutPlus(String text) {
        return text != null && text.startsWith("+") ? text.substring(1) : text;
    }
}
