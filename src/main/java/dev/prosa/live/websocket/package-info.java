/**
 * The WebSocket at {@code /v1/live}: who may open one, the rules of RFC 6455 that Vert.x leaves to others, and the way of
 * frames from and to a connection of {@link dev.prosa.live}.
 *
 * <p>Bounds: the size and the rate of a client's frames. May use {@code live} and what it uses, and {@code http}.
 */
package dev.prosa.live.websocket;
