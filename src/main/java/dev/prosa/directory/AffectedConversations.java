package dev.prosa.directory;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What changes of the directory ask of conversations and do to them, in the transaction of the change; the feature
 * {@code conversation} implements it. Conversations are locked by (channel, contact).
 */
public interface AffectedConversations {

    /**
     * A conversation that returned to the queue, to be appended to its feed.
     *
     * @param data of the event {@code conversation.assigned}, as JSON
     */
    record Unassigned(UUID feed, String data) {}

    Uni<Boolean> activeInDepartment(Mutiny.Session session, UUID institution, UUID department);

    Uni<Boolean> activeOnChannel(Mutiny.Session session, UUID institution, UUID channel);

    Uni<Boolean> activeOfContact(Mutiny.Session session, UUID institution, UUID contact);

    /**
     * The agent's conversations return to the queue (R15). The agent must be locked, so that it is assigned nothing meanwhile.
     *
     * @param departments where; null: everywhere, in triage too
     */
    Uni<List<Unassigned>> unassign(Mutiny.Session session, Caller by, UUID agent, Set<UUID> departments, Instant now);

    /** Changes the copies of an agent's name on what it holds; closed conversations keep the name of their time. */
    Uni<Void> renameAssignee(Mutiny.Session session, UUID institution, UUID agent, String name);

    /**
     * Changes the copies of a contact on its active conversations and answers the feeds they are in. The contact must be
     * locked, so that none opens meanwhile.
     */
    Uni<List<UUID>> renameContact(Mutiny.Session session, UUID institution, UUID contact, String name, String phone);
}
