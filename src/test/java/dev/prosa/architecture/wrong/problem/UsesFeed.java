package dev.prosa.architecture.wrong.problem;

/** Wrong: problem may use nothing. */
public final class UsesFeed {
    final Object forbidden = new dev.prosa.architecture.wrong.feed.UsesDirectory();
}
