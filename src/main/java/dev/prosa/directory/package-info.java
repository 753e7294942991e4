/**
 * Who exists and who may see what: agents, departments and memberships, and what all entries of the directory share.
 *
 * <p>Offers {@link dev.prosa.directory.Caller} and {@link dev.prosa.directory.CurrentCaller} to every feature. Channels,
 * contacts, institutions and accounts have packages of their own above this one.
 *
 * <p>Each change is one {@link dev.prosa.directory.DirectoryTransaction}: it locks, in this order, the institution, agents
 * by id, a channel, a department, a contact, conversations by (channel, contact), feeds; it checks under the locks,
 * changes the entities and appends its events last. What it asks of conversations and does to them goes by the port
 * {@link dev.prosa.directory.AffectedConversations}, which {@code conversation} implements.
 *
 * <p>Invariants: an institution always has an active ADMIN; the events of a change are in its transaction; a right to a feed
 * ends with an event of that feed, after those of the conversations that return to the queue. In Java, only
 * {@code AgentVisibility} decides who may see what.
 */
package dev.prosa.directory;
