/**
 * Whatever may open a conversation, and delivery reports: messages coming in by HTTP and by Kafka, and messages sent to a
 * phone. Owns the way from a request or a record to the commit: validation item by item, lanes in which arrivals batch
 * naturally, and the SQL that opens conversations and appends messages by the rules ({@code take_inbound} and
 * {@code take_reports}, set-based; {@code send_message}, one by one).
 *
 * <p>Invariants: an item is answered only after its transaction committed; messages of one contact, and reports of one
 * channel, go through one lane in the order they came, and none is taken while one before it has failed; at most
 * {@code prosa.intake.capacity} items wait on a node, and a request that does not fit is refused whole; one bad item
 * never fails its neighbours. A batch of Kafka is acknowledged once each of its records is committed or lies in the dead
 * letters.
 *
 * <p>Its SQL writes tables of other features: {@code contact}, {@code conversation}, {@code message},
 * {@code inbound_id}, {@code outbound_id}, {@code conversation_history}, and the feeds through {@code feed_append}; what
 * is kept for an {@code Idempotency-Key}, through {@code store_idempotent_response}.
 */
package dev.prosa.intake;
