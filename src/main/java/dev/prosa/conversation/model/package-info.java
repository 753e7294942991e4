/**
 * The rules of a conversation for what one person or program does (R3–R10), without anything around them. What comes in
 * batches is set-based SQL, held to the same rules by the tests' reference.
 *
 * <p>Owns: what a command does to a conversation, and the order of its changes.
 *
 * <p>Offers: {@link dev.prosa.conversation.model.Opening} for a conversation that is not there yet,
 * {@link dev.prosa.conversation.model.ActiveConversation} with its commands,
 * {@link dev.prosa.conversation.model.ClosedConversation} without any, and the answer to a command, a
 * {@link dev.prosa.conversation.model.Decision}: accepted with the changes, none of them if the command changes
 * nothing, or refused with a reason.
 *
 * <p>May use: {@code java.*} and {@link dev.prosa.problem.Phone}, a value. No clock (time is passed in, in milliseconds as
 * on the wire), no store, no framework.
 *
 * <p>Invariants: every type is an immutable value; a {@code Conversation} that breaks R3 or R8 cannot be written down, one
 * that breaks R10 cannot be made; no command throws for what a user may do.
 */
package dev.prosa.conversation.model;
