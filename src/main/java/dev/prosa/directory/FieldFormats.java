package dev.prosa.directory;

import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The forms of the directory's texts, wherever they come from; a dot counts a code point. */
public final class FieldFormats {

    public static final String NAME = "(?s)(?=.*\\S).{1,255}";
    public static final String NAME_MESSAGE = "must have 1 to 255 characters, not only spaces";
    public static final String EMAIL = "(?=.{3,254}$)[^\\s@\\p{Cntrl}\\p{Cs}]+@[^\\s@\\p{Cntrl}\\p{Cs}]+";
    public static final String EMAIL_MESSAGE = "must be an email address";
    public static final String PASSWORD = "(?s).{8,200}";
    public static final String PASSWORD_MESSAGE = "must have 8 to 200 characters";
    static final String TAG = "(?s)(?=.*\\S)[^,]{1,100}";
    static final String TAG_MESSAGE = "must have 1 to 100 characters, not only spaces and no comma";

    private FieldFormats() {}

    /** @throws Refused naming each of the fields that is not there */
    static Map<String, Object> required(Map<String, Object> given, String... fields) {
        List<FieldError> missing = Stream.of(fields)
                .filter(field -> !given.containsKey(field))
                .map(field -> new FieldError(field, "must not be null"))
                .toList();
        if (!missing.isEmpty()) throw Refused.fields(missing);
        return given;
    }
}
