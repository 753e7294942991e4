package dev.prosa.conversation;

import dev.prosa.problem.Refused;

/** Notes of transfers and closings: up to 1,024 code points. */
final class Notes {

    private static final int LONGEST = 1024;

    private Notes() {}

    static void check(String noteOrNull) {
        if (noteOrNull != null && noteOrNull.codePointCount(0, noteOrNull.length()) > LONGEST) {
            throw Refused.field("note", "must be at most " + LONGEST + " characters");
        }
    }
}
