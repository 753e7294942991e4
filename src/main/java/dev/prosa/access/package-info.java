/**
 * Makes the {@link dev.prosa.directory.Caller} of a request out of its credential: a token of the
 * local issuer or of an external one, or an API key with its rate limit.
 *
 * <p>{@code localtoken} signs and verifies the tokens of the local issuer and owns {@code signing_key}; {@code
 * externalissuer} verifies those of another issuer; {@code apikey} owns {@code api_key} and counts the requests of each
 * key. {@code login} uses all of them: it begins and renews sessions, registers institutions and shows callers to
 * themselves.
 *
 * <p>A token says which agent the caller is and nothing else; role, activity and membership are read at each request.
 */
package dev.prosa.access;
