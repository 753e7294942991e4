package dev.prosa.http;

/** The path of an endpoint that is no REST resource, such as a WebSocket. Features register theirs as beans. */
public record NonRestEndpoint(String path) {}
