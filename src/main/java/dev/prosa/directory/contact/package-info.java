/** The people who write. A new name or phone is said in the feeds where the contact has an active conversation. */
package dev.prosa.directory.contact;
