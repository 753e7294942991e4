package dev.prosa.directory.contact;

import java.util.List;

/**
 * What is known of a contact.
 *
 * @param phone digits
 * @param email may be null
 * @param metadata a JSON object, as the database writes it
 */
record ContactFields(String name, String phone, String email, List<String> tags, String metadata) {

    /** Whether a copy of the contact on a conversation would be another one. */
    boolean looksLike(ContactFields other) {
        return name.equals(other.name) && phone.equals(other.phone);
    }
}
