package dev.prosa.directory;

import java.util.Locale;

/** What of the directory is made and changed: the calls of the functions {@code create_…} and {@code change_…}. */
enum Changing {
    /** Its events say by whom. */
    AGENT("json", true),
    CONTACT("jsonb", false),
    DEPARTMENT("jsonb", false),
    CHANNEL("jsonb", false);

    private static final String CALL = "select refused, cast(data as text) from %s_%s(:institution%s,"
            + " cast(cast(:change as text) as %s)%s, cast(:now as timestamptz))";

    private final String type;
    private final boolean byCaller;

    /** @param type of the SQL parameter that says what is to be */
    Changing(String type, boolean byCaller) {
        this.type = type;
        this.byCaller = byCaller;
    }

    boolean isByCaller() {
        return byCaller;
    }

    String creation() {
        return call("create", "");
    }

    String change() {
        return call("change", ", :id");
    }

    private String call(String verb, String id) {
        String by = byCaller ? ", cast(cast(:by as text) as json)" : "";
        return CALL.formatted(verb, name().toLowerCase(Locale.ROOT), id, type, by);
    }
}
