package dev.prosa.conversation.reference;

import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.reference.Fixture.Channel;
import dev.prosa.conversation.reference.Fixture.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The conversations of the reference, in the order of their openings. */
final class ExpectedConversations {

    private final Map<UUID, ExpectedConversation> byId = new LinkedHashMap<>();

    List<ExpectedConversation> all() {
        return List.copyOf(byId.values());
    }

    ExpectedConversation get(UUID id) {
        return byId.get(id);
    }

    ExpectedConversation add(ExpectedConversation opened) {
        byId.put(opened.id(), opened);
        return opened;
    }

    List<ExpectedConversation> of(Channel channel, Contact contact) {
        return byId.values().stream()
                .filter(it -> it.state().channel().value().equals(channel.id()))
                .filter(it -> it.state().contact().value().equals(contact.id()))
                .toList();
    }

    Optional<ExpectedConversation> active(Channel channel, Contact contact) {
        return of(channel, contact).stream()
                .filter(ExpectedConversation::isActive)
                .findFirst();
    }

    /** This one, unless it is there already: then service and reference differ, and that is to be seen. */
    ConversationId unused(UUID id) {
        return new ConversationId(byId.containsKey(id) ? UUID.randomUUID() : id);
    }
}
