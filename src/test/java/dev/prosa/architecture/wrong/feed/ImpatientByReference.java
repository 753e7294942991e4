package dev.prosa.architecture.wrong.feed;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import java.util.function.Function;

/** Wrong: blocks its thread, later. */
final class ImpatientByReference {
    final Function<Uni<String>, UniAwait<String>> wait = Uni::await;
}
