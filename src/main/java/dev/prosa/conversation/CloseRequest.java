package dev.prosa.conversation;

import dev.prosa.conversation.model.Decision;
import dev.prosa.problem.Refused;

/** @param note up to 1,024 characters, stored in the history; may be null */
record CloseRequest(String note) {

    static final CloseRequest WITHOUT_NOTE = new CloseRequest(null);

    /** @throws Refused if the note is too long */
    CloseRequest checked() {
        Notes.check(note);
        return this;
    }

    Decision decide(LockedConversation locked) {
        return locked.decide(active -> active.close(note, locked.now()));
    }
}
