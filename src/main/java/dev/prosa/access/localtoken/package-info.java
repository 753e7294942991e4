/**
 * Prosa as an issuer of tokens: RS256, with key pairs in the database.
 *
 * <p>Owns the table {@code signing_key}. Invariant: a private key leaves this package encrypted only, under
 * {@code PROSA_SECRET_KEY}. May use {@code concurrent}, {@code database} and {@code problem}.
 */
package dev.prosa.access.localtoken;
