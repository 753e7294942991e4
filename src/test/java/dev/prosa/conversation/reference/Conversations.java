package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.reference.Setting.Channel;
import dev.prosa.conversation.reference.Setting.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The conversations of the reference, in the order of their openings. */
final class Conversations {

    private final Map<UUID, Kept> byId = new LinkedHashMap<>();

    List<Kept> all() {
        return List.copyOf(byId.values());
    }

    Kept get(UUID id) {
        return byId.get(id);
    }

    Kept add(Kept opened) {
        byId.put(opened.id(), opened);
        return opened;
    }

    List<Kept> of(Channel channel, Contact contact) {
        return byId.values().stream()
                .filter(it -> it.state().channel().value().equals(channel.id()))
                .filter(it -> it.state().contact().value().equals(contact.id()))
                .toList();
    }

    Optional<Kept> active(Channel channel, Contact contact) {
        return of(channel, contact).stream().filter(Kept::isActive).findFirst();
    }

    /** This one, unless it is there already: then service and reference differ, and that is to be seen. */
    ConversationId unused(UUID id) {
        return new ConversationId(byId.containsKey(id) ? UUID.randomUUID() : id);
    }
}
