/**
 * Live push: connections, their subscriptions, and what each is sent. The endpoints are in {@code live.websocket} and
 * {@code live.sse}; a stream of Server-Sent Events is a connection with one subscription.
 *
 * <p><b>Owns</b> the connections and their subscriptions, the hubs, the frames and the close codes. It
 * has no tables. To decide who may watch what it reads feed, feed_event, department, agent, api_key and the SQL
 * function {@code can_view}.
 *
 * <p><b>Offers</b> connections to its two endpoints, and nothing to other features.
 *
 * <p><b>May use</b> feed, directory, access, concurrent, observability, problem. It knows nothing of conversations: the feed gives it JSON text.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>A connection is greeting, open, leaving or gone ({@link dev.prosa.live.ConnectionState}). While it is leaving
 *       it drains: the close frame goes out behind all that was sent, and a client that does not let go in time is
 *       dropped.
 *   <li>A connection holds one cursor for each subscription and has at most one write in flight. No events are queued.
 *   <li>Each feed is read once for all its watchers on this node, into its hub. A hub starts with the latest events and
 *       stays open for a while after its last watcher. A subscription that is behind the hub reads the log, and shares
 *       that read with all others at the same position.
 *   <li>The events of a subscription go out in order, without gap or repeat, or the client gets {@code resync}.
 *   <li>Access is read in the same snapshot as the head of its feed. If a later event revokes it, that event is the
 *       last one sent. If events are missing, access is read again before anything else is sent.
 * </ul>
 *
 * <p><b>Concurrency.</b> A connection with its subscriptions, request queue, send queue and frame writer is confined to
 * the event loop of its socket. A hub is shared by event loops and guarded by its lock. A hub wakes a subscription by a
 * task on the event loop of its connection, at most one at a time. The flag for that task is cleared before the
 * subscription reads, and a subscription joins its hub before its first read, so that no wake-up is lost.
 *
 * <p><b>Bounds.</b> Replies and incoming frames wait in bounded queues, and one too many closes the socket. Connections
 * are limited for each caller and each address, subscriptions for each connection, and the ring of a hub in events and
 * bytes.
 */
package dev.prosa.live;
