/**
 * The refusals of Prosa and the values that every feature names: ids and phones.
 *
 * <p>Owns the common {@link dev.prosa.problem.Problem}s; those that only one feature refuses stand with that feature. Offers
 * {@link dev.prosa.problem.Refused}, the exception that becomes a problem document over HTTP, an error frame on a socket and
 * the reason of a dead letter. May use {@code java.*} only, so that the rules of a conversation may use it.
 */
package dev.prosa.problem;
