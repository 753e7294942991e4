/**
 * Makes the {@link dev.prosa.directory.Caller} of a request out of its credential: tokens of Prosa's own issuer and of one
 * outside, and API keys with their rate limits; login, and the own issuer's key pairs. It owns {@code signing_key} and
 * {@code api_key} and reads {@code agent} and {@code membership}. May use directory and platform.
 *
 * <p>A token says who somebody is and nothing else; role, activity and membership are read at each request.
 */
package dev.prosa.access;
