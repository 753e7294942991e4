/**
 * Messages of contacts: what adapters send, and what the sandbox makes up.
 *
 * <p><b>Owns</b> the endpoints for inbound messages and the sandbox, the check of each message, and the SQL function
 * {@code take_inbound}, which opens conversations and appends messages in sets. The function writes tables of other
 * features: {@code contact}, {@code conversation}, {@code message}, {@code inbound_id}, {@code conversation_history}, and
 * the feeds.
 *
 * <p><b>Offers</b> {@link dev.prosa.intake.InboundReader} and {@link dev.prosa.intake.InboundLanes} to other ways in,
 * such as Kafka. <b>May use</b> batching, conversation.model, database (for demo mode, too), directory, http,
 * observability, problem; not delivery.
 *
 * <p><b>Invariants.</b> A message is answered only after its transaction is committed. An {@code externalId} is stored
 * once per channel; a repeat is answered with the first one's ids. Messages of one contact keep their order.
 *
 * <p><b>Bounds</b> are those of {@link dev.prosa.batching}.
 */
package dev.prosa.intake;
