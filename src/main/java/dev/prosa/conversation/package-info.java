/**
 * The life of a conversation: what agents and programs do to it, its messages and its history.
 *
 * <p>A use case has a file of its own ({@code AssignConversation}, {@code TransferConversation}, {@code
 * CloseConversation}, {@code ReadConversation}, {@code ReplyToConversation}, {@code SendMessage}) and is one transaction:
 * <em>lock</em> (one call of {@code lock_conversation} or {@code lock_recipient}, which take the locks in their order and
 * answer all that the rules ask), <em>decide</em> (the pure rules of {@code model}), <em>apply</em> (Hibernate saves the
 * row; one call of {@code append_changes} writes message, history and events, and answers the JSON). Reads are single
 * statements. JSON is made in SQL, by {@code conversation_json} and {@code message_json}, for answers and events alike.
 *
 * <p>Invariants: a row changes only under its lock, and its feed is appended to in the same transaction; a command sends
 * at most 5 statements; what a caller may see is decided by one SQL function, asked after the lock. May use feed,
 * directory, access, database, http, idempotency, observability and problem.
 */
package dev.prosa.conversation;
