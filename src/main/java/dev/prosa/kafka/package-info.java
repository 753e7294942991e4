/**
 * Messages and delivery reports that come by Kafka instead of HTTP, if {@code kafka.bootstrap.servers} is set.
 *
 * <p><b>Owns</b> the consumer of the inbound topic and the topic of dead letters. <b>Offers</b> nothing to other
 * packages. <b>May use</b> intake and delivery, whose readers and lanes it shares with HTTP, and batching, concurrent,
 * http, problem.
 *
 * <p><b>Invariants.</b> The offset of a record is committed only after the record is stored or is in the dead letters, so
 * a record may come again, which changes nothing. Records of one key keep their order. No record is dropped, and none
 * stops the topic: what can never be stored goes to the dead letters.
 *
 * <p><b>Concurrency and bounds.</b> One batch at a time, of at most 500 records. While the database
 * is away or the intake is full, that batch is repeated and nothing else is read.
 */
package dev.prosa.kafka;
