package dev.prosa.directory.contact;

import dev.prosa.directory.Caller;
import dev.prosa.directory.DirectoryEvent;
import dev.prosa.directory.DirectoryTransaction;
import dev.prosa.directory.DirectoryTransactions;
import dev.prosa.directory.Violation;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changes to contacts; a new name or phone is said in the feeds where the contact has an active conversation. */
@Singleton
public final class Contacts {

    private static final int LONGEST_METADATA = 16 * 1024;

    private static final String SAME_PHONE =
            """
            select count(c) from Contact c
            where c.institution = :institution and c.phone = :phone and c.deletedAt is null and c.id <> :id""";

    /** As the database compares and writes JSON; what stays the same stays as it is written. */
    private static final String MERGE =
            """
            select case when m.merged = m.metadata then cast(m.metadata as text) else cast(m.merged as text) end
            from (select p.metadata, (p.metadata || p.patch)
                      - array(select e.key from jsonb_each(p.patch) e where e.value = 'null') as merged
                  from (select cast(cast(:metadata as text) as jsonb) as metadata,
                               cast(cast(:patch as text) as jsonb) as patch) p) m""";

    private final DirectoryTransactions transactions;

    Contacts(DirectoryTransactions transactions) {
        this.transactions = transactions;
    }

    public Uni<ContactResponse> create(Caller caller, ContactRequest request) {
        return transactions.run(caller, tx -> create(tx, request));
    }

    private static Uni<ContactResponse> create(DirectoryTransaction tx, ContactRequest request) {
        return merged(tx, "{}", request.metadata())
                .map(metadata -> new Contact(tx.institution(), request.creation(metadata), tx.now()))
                .call(contact -> phoneMustBeFree(tx, contact.fields().phone(), contact.id()))
                .call(contact -> tx.session().persist(contact))
                .call(() -> save(tx))
                .map(ContactResponse::of);
    }

    public Uni<ContactResponse> change(Caller caller, UUID id, ContactRequest request) {
        return transactions.run(caller, tx -> change(tx, id, request));
    }

    private static Uni<ContactResponse> change(DirectoryTransaction tx, UUID id, ContactRequest request) {
        return tx.lock(Contact.class, id)
                .call(contact -> change(tx, contact, request))
                .map(ContactResponse::of);
    }

    private static Uni<Void> change(DirectoryTransaction tx, Contact contact, ContactRequest request) {
        ContactFields before = contact.fields();
        return merged(tx, before.metadata(), request.metadata())
                .map(metadata -> request.changed(before, metadata))
                .chain(after ->
                        after.equals(before) ? Uni.createFrom().voidItem() : change(tx, contact, before, after));
    }

    private static Uni<Void> change(
            DirectoryTransaction tx, Contact contact, ContactFields before, ContactFields after) {
        return phoneMustBeFree(tx, after.phone(), contact.id())
                .invoke(() -> contact.set(after, tx.now()))
                .chain(() -> save(tx))
                .chain(() -> before.looksLike(after) ? Uni.createFrom().voidItem() : announce(tx, contact.id(), after));
    }

    private static Uni<Void> announce(DirectoryTransaction tx, UUID contact, ContactFields fields) {
        return tx.conversations()
                .renameContact(tx.session(), tx.institution(), contact, fields.name(), fields.phone())
                .map(feeds -> events(feeds, contact, fields))
                .chain(tx::append);
    }

    private static List<DirectoryEvent> events(List<UUID> feeds, UUID contact, ContactFields fields) {
        return feeds.stream()
                .map(feed -> DirectoryEvent.contactUpdated(feed, contact, fields.name(), fields.phone()))
                .toList();
    }

    public Uni<ContactResponse> delete(Caller caller, UUID id) {
        return transactions.run(caller, tx -> delete(tx, id));
    }

    private static Uni<ContactResponse> delete(DirectoryTransaction tx, UUID id) {
        return tx.lock(Contact.class, id)
                .call(() -> mustNotBeInUse(tx, id))
                .invoke(contact -> contact.delete(tx.now()))
                .call(() -> save(tx))
                .map(ContactResponse::of);
    }

    private static Uni<Void> mustNotBeInUse(DirectoryTransaction tx, UUID id) {
        return tx.conversations()
                .activeOfContact(tx.session(), tx.institution(), id)
                .invoke(Contacts::refuseIf)
                .replaceWithVoid();
    }

    private static void refuseIf(boolean inUse) {
        if (inUse) throw Problem.IN_USE.refused("It has active conversations");
    }

    private static Uni<String> merged(DirectoryTransaction tx, String metadata, Map<String, Object> patchOrNull) {
        if (patchOrNull == null) return Uni.createFrom().item(metadata);
        return tx.session()
                .createNativeQuery(MERGE, String.class)
                .setParameter("metadata", metadata)
                .setParameter("patch", new JsonObject(patchOrNull).encode())
                .getSingleResult()
                .invoke(Contacts::mustNotBeTooLong);
    }

    private static void mustNotBeTooLong(String metadata) {
        if (metadata.getBytes(StandardCharsets.UTF_8).length > LONGEST_METADATA)
            throw Refused.field("metadata", "must not exceed 16 KiB");
    }

    private static Uni<Void> phoneMustBeFree(DirectoryTransaction tx, String phone, UUID id) {
        return tx.query(SAME_PHONE, Long.class)
                .setParameter("phone", phone)
                .setParameter("id", id)
                .getSingleResult()
                .invoke(Contacts::mustBeNone)
                .replaceWithVoid();
    }

    private static void mustBeNone(long others) {
        if (others > 0) throw phoneExists();
    }

    /** Of two that save the same phone at once the index refuses the second. */
    private static Uni<Void> save(DirectoryTransaction tx) {
        return tx.session().flush().onFailure(Violation::isUnique).transform(taken -> phoneExists());
    }

    private static Refused phoneExists() {
        return Problem.ALREADY_EXISTS.refused("A contact with this phone exists already");
    }
}
