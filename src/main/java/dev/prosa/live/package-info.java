/**
 * Live push: the WebSocket at {@code /v1/live}, and a stream of Server-Sent Events per department, which is a connection
 * with one subscription.
 *
 * <p><b>Owns</b> the endpoint, the connections and their subscriptions, the hubs, the frames and the close codes.
 * <b>Offers</b> nothing to other features. <b>May use</b> feed, directory, access, platform; reads, to decide who may
 * watch what, the tables feed, feed_event, department, agent, api_key and the function {@code sees}. It knows nothing
 * of conversations: the feed hands it text.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>A connection is a cursor per subscription plus at most one write in flight. Nothing is queued per event; answers
 *       and incoming frames wait in lines with a bound, and one too many closes the socket.
 *   <li>Each feed is read once for all who watch it here: into its hub, which starts with the latest events and stays for a
 *       while after its last watcher. Who is behind the hub reads the log, together with all who are at the same place.
 *   <li>Per subscription events go out in order, without gap or repeat, or the client is told to resync.
 *   <li>A right is read in the same snapshot as the head of its feed. If it ends at an event beyond that head, that
 *       event is the last one sent. When the way on is lost, the right is read anew before anything else is sent.
 * </ul>
 *
 * <p><b>Concurrency.</b> A connection with its subscriptions, inbox, outbox and pump is confined to the event loop of
 * its socket. A hub is shared by event loops and guarded by its lock. A hub wakes a subscription by leaving word on the
 * connection's event loop, at most one word at a time; the flag for that is cleared before the subscription looks, and
 * a subscription joins its hub before it looks for the first time, so that no wake-up is lost.
 */
package dev.prosa.live;
