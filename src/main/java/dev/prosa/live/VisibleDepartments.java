package dev.prosa.live;

/**
 * The departments that a viewer may see.
 *
 * @param hash changes when {@code departments} does
 * @param departments the JSON list of {@code {id, name}}, by name; null if the hash is the one that was asked with
 */
record VisibleDepartments(String hash, String departments) {}
