package dev.prosa.feed;

import java.util.UUID;

/** A feed: its institution, and the id of its department or, for triage, of the institution itself. */
public record FeedId(UUID institution, UUID id) {

    public static FeedId ofTriage(UUID institution) {
        return new FeedId(institution, institution);
    }

    public boolean isTriage() {
        return institution.equals(id);
    }
}
