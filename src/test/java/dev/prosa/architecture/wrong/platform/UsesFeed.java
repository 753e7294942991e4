package dev.prosa.architecture.wrong.platform;

/** Wrong: platform may not use feed. */
public final class UsesFeed {
    final Object forbidden = new dev.prosa.architecture.wrong.feed.UsesDirectory();
}
