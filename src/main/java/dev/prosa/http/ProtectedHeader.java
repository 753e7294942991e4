package dev.prosa.http;

/**
 * A request header that protects its sender, such as one against repeats. JAX-RS takes an empty header for an absent one,
 * so the protection would be lost in silence: an empty one is refused. Features register theirs as beans.
 */
public record ProtectedHeader(String name) {}
