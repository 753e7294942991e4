package dev.prosa.directory;

/** The forms of texts in the directory's requests; a dot counts a code point. */
final class Text {

    static final String NAME = "(?s)(?=.*\\S).{1,200}";
    static final String NAME_MESSAGE = "must have 1 to 200 characters, not only spaces";
    static final String EMAIL = "(?=.{3,254}$)[^\\s@\\p{Cntrl}\\p{Cs}]+@[^\\s@\\p{Cntrl}\\p{Cs}]+";
    static final String EMAIL_MESSAGE = "must be an email address";
    static final String PASSWORD = "(?s).{8,200}";
    static final String PASSWORD_MESSAGE = "must have 8 to 200 characters";
    static final String PHONE = "\\+?[0-9]{8,15}";
    static final String PHONE_MESSAGE = "must have 8 to 15 digits";

    private Text() {}

    /** A phone as it is kept: without its leading plus. */
    static String digits(String phone) {
        return phone == null || !phone.startsWith("+") ? phone : phone.substring(1);
    }
}
