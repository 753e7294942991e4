/**
 * What channels report of the messages that went out by them.
 *
 * <p><b>Owns</b> the endpoint for delivery reports, the check of each report, and the SQL function {@code take_reports},
 * which moves the status of messages in sets. The function writes tables of other features: {@code message},
 * {@code outbound_id}, and the feeds.
 *
 * <p><b>Offers</b> {@link dev.prosa.delivery.ReportReader} and {@link dev.prosa.delivery.ReportLanes} to other ways in,
 * such as Kafka. <b>May use</b> batching, conversation.model, database, directory, http, observability, problem; not intake.
 *
 * <p><b>Invariants.</b> A report is answered only after its transaction is committed. A status moves only forwards, and
 * each move appends one event. Reports of one channel keep their order.
 *
 * <p><b>Bounds</b> are those of {@link dev.prosa.batching}.
 */
package dev.prosa.delivery;
