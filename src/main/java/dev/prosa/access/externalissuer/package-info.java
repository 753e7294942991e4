/**
 * Tokens of one external issuer, by the configuration keys of MicroProfile JWT.
 *
 * <p>Public keys are read at the start, and again when a token names a key that is not known, for all who wait together. May
 * use {@code access.localtoken}, {@code concurrent} and {@code problem}.
 */
package dev.prosa.access.externalissuer;
