/**
 * Who exists and who may see what: institutions, departments, agents and their memberships, channels, contacts.
 *
 * <p>Offers {@link dev.prosa.directory.Caller} and {@link dev.prosa.directory.CurrentCaller} to every feature, and
 * {@link dev.prosa.directory.Institutions} to whoever founds one. May use feed and platform.
 *
 * <p>Each change is one function of {@code db/functions/directory}, which locks, decides, changes and appends in one call: the institution,
 * agents by id, channels, departments, contacts, conversations by (channel, contact), feeds. What it
 * does to conversations is in the functions named {@code conversation_…} there, which belong to {@code conversation}:
 * they give back what an agent holds and keep the copies of names, and nothing else here writes that table.
 *
 * <p>Invariants: an institution keeps an active ADMIN; the events of a change are in its transaction; a right to a feed
 * ends with an event of that feed, after those of the conversations given back.
 */
package dev.prosa.directory;
