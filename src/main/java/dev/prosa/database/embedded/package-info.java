/**
 * The PostgreSQL that comes with Prosa, and demo mode, which runs on it only.
 *
 * <p>Invariants: one server per data directory; it listens on loopback with a password stored next to the data; fsync is on. Its
 * files are readable by their owner only. May use {@code database}.
 */
package dev.prosa.database.embedded;
