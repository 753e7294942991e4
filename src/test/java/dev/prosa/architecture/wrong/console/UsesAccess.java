package dev.prosa.architecture.wrong.console;

/** Wrong: console may not use access. */
public final class UsesAccess {
    final Object forbidden = new dev.prosa.architecture.wrong.access.UsesFeed();
}
