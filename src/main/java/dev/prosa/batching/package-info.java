/**
 * Natural batching: items that come while a transaction is in flight are stored together by the next one. Without load
 * an item waits for nothing; under load the cost of an item falls.
 *
 * <p><b>Owns</b> the lanes and their common capacity, the call of the database that isolates rejected items, the reading of
 * requests with one or many items, the results of items, and the metrics {@code prosa.intake.*}.
 *
 * <p><b>Offers</b> {@link dev.prosa.batching.LaneFactory}, {@link dev.prosa.batching.BatchCall},
 * {@link dev.prosa.batching.RequestItems}, {@link dev.prosa.batching.ItemResult} and
 * {@link dev.prosa.batching.ChannelLookup}, which reads the table {@code channel}. It knows neither messages nor reports.
 * <b>May use</b> database, http, observability, problem.
 *
 * <p><b>Invariants.</b> An item has a result only after its transaction is committed. Items with the same key are stored
 * in the order in which they came, and none is stored if one before it failed. A rejected item never fails its neighbours.
 *
 * <p><b>Bounds.</b> At most {@code prosa.intake.capacity} items wait on a node, of all kinds together; a request that
 * does not fit is refused whole. Each kind has {@code prosa.intake.lanes} lanes with one batch in flight each, of at most
 * {@code prosa.intake.batch} items and {@code prosa.intake.batch-timeout}. A request has at most 500 items.
 */
package dev.prosa.batching;
