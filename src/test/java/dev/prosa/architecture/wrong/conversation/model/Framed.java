package dev.prosa.architecture.wrong.conversation.model;

import io.smallrye.mutiny.Uni;

/** Wrong: the model knows no framework. */
final class Framed {
    Uni<String> uni;
}
