/**
 * The ordered log of each department, and of triage: durable, without gaps, in the order of commits.
 *
 * <p><b>Owns</b> the tables {@code feed}, {@code feed_event} and {@code feed_served}, the function {@code feed_append} by
 * which every change appends in its own transaction, the channel {@code prosa_feed}, and the pool of connections.
 *
 * <p><b>Offers</b> {@link dev.prosa.feed.FeedStore} (ordered reads after a position) and
 * {@link dev.prosa.feed.FeedReader} (a feed followed into a {@link dev.prosa.feed.FeedSink}: read once on this node for
 * all who watch it). <b>May use</b> platform.
 *
 * <p><b>Invariants.</b> A notification is only a wake-up: what is delivered was read from the log by cursor, so nothing
 * is delivered that was not committed, and a hint that is lost costs one poll interval. A sink gets every event after
 * its start, in order, once, or is told that the feed restarted. Events go after their time, always the oldest of a feed.
 * No connection is used before it is known whether the database is the one it was: if not, every epoch is a new one.
 *
 * <p><b>Concurrency.</b> Never two reads of one feed in flight: a hint during a read makes it read again. A sink is
 * therefore called by one thread at a time, though not always by the same one. Failed reads wait for the next poll.
 */
package dev.prosa.feed;
