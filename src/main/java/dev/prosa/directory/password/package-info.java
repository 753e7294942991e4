/** Hashes passwords, on threads of its own; at most {@code prosa.password.max-pending-hashes} at once. */
package dev.prosa.directory.password;
