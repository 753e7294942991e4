package dev.prosa.live;

import dev.prosa.feed.FeedId;
import java.util.Optional;
import java.util.UUID;

/** The names of feeds in the protocol: the department's id, or {@code triage}. */
public final class DepartmentNames {

    static final String TRIAGE = "triage";
    private static final int UUID_LENGTH = 36;

    private DepartmentNames() {}

    static String nameOf(FeedId feed) {
        return feed.isTriage() ? TRIAGE : feed.id().toString();
    }

    /** The feed that a client of this institution means; empty if no feed can have this name. */
    public static Optional<FeedId> feedOf(UUID institution, String name) {
        if (name.equals(TRIAGE)) return Optional.of(FeedId.ofTriage(institution));
        if (name.length() != UUID_LENGTH) return Optional.empty();
        try {
            // the institution's id is not a second name of triage
            return Optional.of(new FeedId(institution, UUID.fromString(name))).filter(feed -> !feed.isTriage());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
