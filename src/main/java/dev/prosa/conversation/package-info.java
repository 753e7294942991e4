/**
 * The life of a conversation: what agents and programs do to it, the queue, its messages and its history.
 *
 * <p>Commands ({@code CommandResource} → {@link dev.prosa.conversation.Commands}) lock the row, ask the pure rules of
 * {@code model}, save, and tell what happened in the feed, in one transaction. Reads ({@code QueueResource}) are single
 * statements. JSON is made in SQL ({@code conversation_json}, {@code message_json}), in one place for answers and events.
 *
 * <p>Invariants: a row changes only under its lock, and its feed is appended to in the same transaction; what a caller
 * may see is decided by the SQL function {@code sees} and nothing else. May use feed, directory, access and platform.
 */
package dev.prosa.conversation;
