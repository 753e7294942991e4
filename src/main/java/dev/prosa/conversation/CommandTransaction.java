package dev.prosa.conversation;

import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.Author.AgentAuthor;
import dev.prosa.conversation.model.Author.ApiKeyAuthor;
import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.Opening;
import dev.prosa.conversation.model.Refusal;
import dev.prosa.directory.Caller;
import dev.prosa.http.JsonText;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The transaction of one command, in three calls of the database: lock all that the rules ask for, save what they
 * decided, append its history and events. Used once, by one sequential chain.
 */
final class CommandTransaction {

    private static final String APPEND =
            """
            select cast(append_changes(c, cast(cast(:changes as text) as json), cast(cast(:by as text) as json),
                                       cast(cast(:at as text) as timestamptz)) as text)
            from conversation c
            where c.institution_id = cast(:institution as uuid) and c.id = cast(:id as uuid)""";

    private final Mutiny.Session session;
    private final Caller caller;
    private final Clock clock;
    private final JsonObject by;
    private ConversationRow row;
    private LockedAgent agent;
    private Instant now;

    CommandTransaction(Mutiny.Session session, Caller caller, Clock clock) {
        this.session = session;
        this.caller = caller;
        this.clock = clock;
        this.by = new JsonObject(caller.by());
    }

    /** Fails unless the caller may command the conversation now, in the version it means. */
    Uni<LockedConversation> lock(ConversationLock lock) {
        return LockQueries.conversation(session, caller, lock).map(facts -> locked(lock, facts));
    }

    /** Fails if the sender is not active any more, the channel is gone, or the conversation is not its to see. */
    Uni<LockedRecipient> lockRecipient(OutboundMessage message) {
        return LockQueries.recipient(session, caller, message, clock.instant()).map(facts -> locked(message, facts));
    }

    /** Saves and appends what was accepted and answers with the conversation; fails with what was refused. */
    Uni<JsonText> apply(Decision decision) {
        return apply(decision, null);
    }

    /** The same for a command that sends a message, which is answered with. */
    Uni<JsonText> apply(Decision decision, MessageContent content) {
        return decision.fold(accepted -> save(accepted.changes(), content), this::refused);
    }

    private LockedConversation locked(ConversationLock lock, LockQueries.OfConversation found) {
        if (!found.departmentExists()) throw Refused.field("departmentId", "no such department");
        if (found.row() == null) throw Problem.NOT_FOUND.refused();
        row = found.row();
        agent = found.agent();
        now = clock.instant();
        lock.ifMatch().check(row.conversation().version());
        return new LockedConversation(
                row.conversation(), agent == null ? null : agent.agent(), found.inboundAfter(), now);
    }

    private LockedRecipient locked(OutboundMessage message, LockQueries.OfRecipient found) {
        agent = found.sender();
        if (agent != null && agent.name() == null) throw Problem.UNAUTHORIZED.refused();
        if (!found.channelExists()) throw Problem.NOT_FOUND.refused();
        if (found.row() != null && !found.isVisible()) throw ConversationProblems.ACTIVE_ELSEWHERE.refused();
        // the agent's name of now: what is assigned to it follows its renamings
        if (agent != null) by.put("name", agent.name());
        return found.row() == null ? opening(message, found) : joining(found.row());
    }

    private LockedRecipient joining(ConversationRow active) {
        row = active;
        Instant changed = active.conversation().updatedAt();
        now = changed.isAfter(clock.instant()) ? changed : clock.instant();
        Author sender = agent == null ? new ApiKeyAuthor(caller.id()) : new AgentAuthor(agent.agent());
        return new LockedRecipient.WithConversation(active.conversation(), sender, now);
    }

    private LockedRecipient opening(OutboundMessage message, LockQueries.OfRecipient found) {
        Opening opening = found.opening(newId(), message.channel());
        row = ConversationRow.of(caller.institution(), opening, found.contactName(), message.to());
        now = clock.instant();
        return new LockedRecipient.WithoutConversation(opening, Optional.ofNullable(agent), now);
    }

    /** A row that is stored already is persisted without effect. */
    private Uni<JsonText> save(List<Change> changes, MessageContent content) {
        JsonArray appended = new JsonArray();
        changes.forEach(change -> appended.add(carryOut(change, content)));
        return session.persist(row).chain(session::flush).chain(() -> append(appended));
    }

    /** Answers what is to be appended: the change, and the row as it is right after it. */
    private JsonObject carryOut(Change change, MessageContent content) {
        JsonObject json = change.accept(new ChangeJson(row.assigneeName(), content));
        row.become(change.after(), nameOfAssignee(change));
        if (change instanceof MessageAppended) row.show(LastMessage.outbound(newId(), content, now));
        return json.put("conversation", row.changingColumns());
    }

    private String nameOfAssignee(Change change) {
        boolean isAgent =
                agent != null && agent.agent().id().equals(change.after().assignee());
        return isAgent ? agent.name() : row.assigneeName();
    }

    private Uni<JsonText> append(JsonArray changes) {
        return session.createNativeQuery(APPEND, String.class)
                .setParameter("institution", caller.institution().toString())
                .setParameter("id", row.id().toString())
                .setParameter("changes", changes.encode())
                .setParameter("by", by.encode())
                .setParameter("at", now.toString())
                .getSingleResult()
                .map(JsonText::new);
    }

    private Uni<JsonText> refused(Refusal refusal) {
        Refused refused = ConversationProblems.of(refusal).refused();
        return Uni.createFrom().failure(refusal == Refusal.ALREADY_ASSIGNED ? refused.with(assignee()) : refused);
    }

    private Map<String, Object> assignee() {
        return Map.of("assignedTo", Map.of("id", row.conversation().assignee().value(), "name", row.assigneeName()));
    }

    private static UUID newId() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
