/**
 * Messages coming in. Owns the way from a request to the commit: validation item by item, lanes that batch naturally,
 * and the set-based SQL ({@code take_inbound}), which opens conversations and appends messages by the rules.
 *
 * <p>Invariants: an item is answered only after its transaction committed; messages of one contact go through one lane,
 * in the order they came; at most {@code prosa.intake.capacity} items wait on a node, and a request that does not fit
 * is refused whole; one bad item never fails its neighbours.
 *
 * <p>Its SQL writes tables of other features: {@code contact}, {@code conversation}, {@code message},
 * {@code inbound_id}, {@code conversation_history}, and the feeds through {@code feed_append}.
 */
package dev.prosa.intake;
