/**
 * API keys: their secrets, permissions, rate limits and administration.
 *
 * <p>Owns the table {@code api_key}. Invariant: only the SHA-256 of a key is stored, and the key is shown once. Bound: a limit
 * per minute and key, counted on each node. May use {@code concurrent}, {@code directory}, {@code http} and {@code problem}.
 */
package dev.prosa.access.apikey;
