/**
 * The ordered log of events of each department, and of triage: durable, without gaps, in commit order.
 *
 * <p><b>Owns</b> the tables {@code feed}, {@code feed_event} and {@code feed_served}; the SQL function
 * {@code feed_append}, by which every change appends its events in its own transaction; and the notification
 * channel {@code prosa_feed}.
 *
 * <p><b>Offers</b> {@link dev.prosa.feed.FeedStore}, which reads a feed after a position, and
 * {@link dev.prosa.feed.FeedReader}, which follows a feed into a {@link dev.prosa.feed.FeedSink}: each feed is read
 * once for all who watch it on this node.
 *
 * <p><b>May use</b> concurrent, database, observability, problem.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>A notification is only a hint to read. Events are read from the log by cursor, so nothing is delivered that was
 *       not committed, and a lost hint delays events by one poll interval.
 *   <li>A sink gets every event after its start once and in order, or it is notified that the feed restarted.
 *   <li>Events are deleted from the oldest end of a feed only, when they are older than the retention.
 *   <li>No connection is used before it is known whether the database is the one that was served last. If it is not,
 *       every feed gets a new epoch first.
 * </ul>
 *
 * <p><b>Concurrency.</b> Two reads of one feed are never in flight: a hint during a read makes it read again. A sink is
 * called by one thread at a time, but not always by the same one.
 *
 * <p><b>Bounds.</b> A read has a maximum of events and of bytes, and fails after its time-out; a failed read waits for
 * the next poll. The number of statements that wait for a connection is limited.
 */
package dev.prosa.feed;
