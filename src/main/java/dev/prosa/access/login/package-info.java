/**
 * Logging in, one's own account, registration, and the first institution of an empty database.
 *
 * <p>Bounds: failed logins are limited by e-mail and address. May use the other packages of {@code access},
 * {@code directory}, {@code database.embedded}, {@code http}, {@code concurrent} and {@code problem}.
 */
package dev.prosa.access.login;
