package dev.prosa.architecture.wrong.feed;

import jakarta.inject.Inject;

/** Wrong: nobody sees what it needs. */
final class Injected {
    @Inject
    Runnable hidden;
}
