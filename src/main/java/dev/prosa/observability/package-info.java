/**
 * What operators see: meters, the fields of log lines, and faults without the words that they may quote.
 *
 * <p>A name, a phone, a token or a text of a message is never in a log line or a label of a meter. May use no other package.
 */
package dev.prosa.observability;
