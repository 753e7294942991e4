package dev.prosa.architecture.wrong.feed;

/** Wrong: a name that says nothing. */
final class FeedHelper {}
