/**
 * The rules of a conversation (R3–R10, R12 and R15 of the contract), without anything around them.
 *
 * <p>Owns: what a command does to a conversation, and in which order its changes are told.
 *
 * <p>Offers: {@link dev.prosa.conversation.model.Opening} for a conversation that is not there yet,
 * {@link dev.prosa.conversation.model.Conversation} with its commands, and their answer, a
 * {@link dev.prosa.conversation.model.Decision}: accepted with the changes, none of them if the command changes
 * nothing, or refused with a reason.
 *
 * <p>May use: {@code java.*} and {@link dev.prosa.problem.Phone}, a value. No clock (time is passed in, in milliseconds as on the wire), no store, no framework.
 *
 * <p>Invariants: every type is an immutable value; a {@code Conversation} that breaks R3, R8 or R10 cannot be made;
 * no command throws for what a user may do.
 */
package dev.prosa.conversation.model;
