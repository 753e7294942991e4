/**
 * The same events as Server-Sent Events at {@code /v1/departments/{id}/events}: each stream is a connection of
 * {@link dev.prosa.live} with one subscription and no requests.
 *
 * <p>May use {@code live} and what it uses.
 */
package dev.prosa.live.sse;
