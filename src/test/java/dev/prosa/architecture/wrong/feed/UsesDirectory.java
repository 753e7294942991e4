package dev.prosa.architecture.wrong.feed;

/** Wrong: feed may not use directory. */
public final class UsesDirectory {
    final Object forbidden = new dev.prosa.architecture.wrong.directory.UsesAccess();
}
