package dev.prosa.live;

import dev.prosa.feed.FeedId;
import java.util.Optional;
import java.util.UUID;

/** How clients name feeds: by the department's id, or {@code triage}. */
final class Departments {

    static final String TRIAGE = "triage";
    private static final int UUID_LENGTH = 36;

    private Departments() {}

    static String nameOf(FeedId feed) {
        return feed.isTriage() ? TRIAGE : feed.id().toString();
    }

    /** The feed that a client of this institution means; empty if the name can be none. */
    static Optional<FeedId> feedOf(UUID institution, String name) {
        if (name.equals(TRIAGE)) return Optional.of(FeedId.ofTriage(institution));
        if (name.length() != UUID_LENGTH) return Optional.empty();
        try {
            // triage has one name only: not the institution's id
            return Optional.of(new FeedId(institution, UUID.fromString(name))).filter(feed -> !feed.isTriage());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
