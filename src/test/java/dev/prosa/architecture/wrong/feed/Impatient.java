package dev.prosa.architecture.wrong.feed;

import io.smallrye.mutiny.Uni;

/** Wrong: blocks its thread. */
final class Impatient {
    String now(Uni<String> uni) {
        return uni.await().indefinitely();
    }
}
