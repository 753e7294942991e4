package dev.prosa.architecture.wrong.access;

/** Wrong: access may not use feed. */
public final class UsesFeed {
    final Object forbidden = new dev.prosa.architecture.wrong.feed.UsesDirectory();
}
