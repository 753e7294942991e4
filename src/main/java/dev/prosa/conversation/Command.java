package dev.prosa.conversation;

import dev.prosa.conversation.model.Change;
import dev.prosa.conversation.model.Change.MessageAppended;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.MessageContent;
import dev.prosa.conversation.model.Refusal;
import dev.prosa.directory.Caller;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.Problem;
import dev.prosa.platform.Refused;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One command in its transaction: locks in order (agent, conversation), saves and tells what the rules accepted, change
 * by change, and answers with what is there afterwards. Used once, by one sequential chain.
 */
final class Command {

    private static final String LOCK =
            """
            select 1 from conversation c
            where c.institution_id = cast(:institution as uuid) and c.id = cast(:id as uuid)
            for no key update""";

    /** Asked after the lock: what was waited for may have moved the conversation, or taken the caller's right (R14). */
    private static final String MAY_COMMAND =
            """
            select can_command(c, cast(:agent as uuid)) from conversation c
            where c.institution_id = cast(:institution as uuid) and c.id = cast(:id as uuid)""";

    private static final String DEPARTMENT =
            """
            select 1 from department d
            where d.institution_id = cast(:institution as uuid) and d.id = cast(:department as uuid)
              and d.deleted_at is null
            for key share""";

    private static final String TELL =
            """
            select cast(%s as text) from conversation c
            where c.institution_id = cast(:institution as uuid) and c.id = cast(:id as uuid)""";

    private static final String INBOUND_AFTER =
            """
            select count(*) from message m
            where m.institution_id = cast(:institution as uuid) and m.conversation_id = cast(:id as uuid)
              and m.seq > :seq and m.direction = 'INBOUND'""";

    private final Mutiny.Session session;
    private final Caller caller;
    private final UUID id;
    private final IfMatch ifMatch;
    private final Clock clock;
    private MessageContent content;
    /** Read after the locks, so that what waited for another is later than it. */
    private Instant now;

    private NamedAgent agent;
    private ConversationRow row;

    Command(Mutiny.Session session, Caller caller, UUID id, IfMatch ifMatch, Clock clock) {
        this.session = session;
        this.caller = caller;
        this.id = id;
        this.ifMatch = ifMatch;
        this.clock = clock;
    }

    /** The command is a reply, answered with its message. */
    Command saying(MessageContent text) {
        this.content = text;
        return this;
    }

    /** @param agentOrNull who is to hold the conversation, if the command is about somebody */
    Uni<Locked> lock(UUID agentOrNull) {
        return lockTo(agentOrNull, null);
    }

    /** @param departmentOrNull where it is to go, if that is to a department */
    Uni<Locked> lockTo(UUID agentOrNull, UUID departmentOrNull) {
        return lockAgent(agentOrNull)
                .chain(() -> lockDepartment(departmentOrNull))
                .chain(this::lockConversation)
                .map(found -> locked());
    }

    private Uni<Void> lockAgent(UUID agentOrNull) {
        if (agentOrNull == null) return Uni.createFrom().voidItem();
        return NamedAgent.lock(session, caller.institution(), agentOrNull)
                .invoke(found -> agent = found)
                .replaceWithVoid();
    }

    /** One named in the request must be there, and stays until the transaction ends. */
    private Uni<Void> lockDepartment(UUID departmentOrNull) {
        if (departmentOrNull == null) return Uni.createFrom().voidItem();
        return session.createNativeQuery(DEPARTMENT, Integer.class)
                .setParameter("institution", caller.institution().toString())
                .setParameter("department", departmentOrNull.toString())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> Refused.field("departmentId", "no such department"))
                .replaceWithVoid();
    }

    /** How many inbound messages have a higher seq; ask after the lock. */
    Uni<Long> inboundAfter(long seq) {
        return ofThis(session.createNativeQuery(INBOUND_AFTER, Long.class))
                .setParameter("seq", seq)
                .getSingleResult();
    }

    Uni<JsonText> carryOut(Decision decision) {
        return decision.fold(this::accepted, this::refused);
    }

    private Uni<ConversationRow> lockConversation() {
        return ofThis(session.createNativeQuery(LOCK, Integer.class))
                .getSingleResultOrNull()
                .chain(this::mayCommand)
                .chain(may -> Boolean.TRUE.equals(may) ? find() : notFound())
                .invoke(found -> row = found)
                .invoke(found -> ifMatch.check(found.conversation().version()))
                .invoke(found -> now = clock.instant());
    }

    private Uni<Boolean> mayCommand() {
        return ofThis(session.createNativeQuery(MAY_COMMAND, Boolean.class))
                .setParameter("agent", caller.isAgent() ? caller.id().toString() : null)
                .getSingleResultOrNull();
    }

    private Uni<ConversationRow> find() {
        return session.find(ConversationRow.class, new ConversationKey(caller.institution(), id));
    }

    private static Uni<ConversationRow> notFound() {
        return Uni.createFrom().failure(Problem.NOT_FOUND.refused());
    }

    /** What was locked. */
    Locked locked() {
        return new Locked(row.conversation(), agent == null ? null : agent.agent(), now);
    }

    private Uni<JsonText> accepted(Decision.Accepted accepted) {
        Uni<JsonText> told = accepted.changes().isEmpty() ? tell(Telling.NOTHING) : null;
        for (Change change : accepted.changes()) {
            told = told == null ? carryOut(change) : told.chain(() -> carryOut(change));
        }
        return told;
    }

    private Uni<JsonText> carryOut(Change change) {
        Telling telling = Telling.of(change, row.assigneeName(), content, caller, now);
        row.become(change.after(), holderAfter(change));
        if (change instanceof MessageAppended) {
            row.showOutbound(UuidVersion7Strategy.INSTANCE.generateUuid(null), content, now);
        }
        return session.flush().chain(() -> tell(telling));
    }

    private String holderAfter(Change change) {
        boolean isAgent =
                agent != null && agent.agent().id().equals(change.after().assignee());
        return isAgent ? agent.name() : row.assigneeName();
    }

    private Uni<JsonText> tell(Telling telling) {
        var query = ofThis(session.createNativeQuery(TELL.formatted(telling.call()), String.class));
        telling.parameters().forEach(query::setParameter);
        return query.getSingleResult().map(JsonText::new);
    }

    private Uni<JsonText> refused(Refusal refusal) {
        Refused refused = Problem.valueOf(refusal.name()).refused();
        return Uni.createFrom().failure(refusal == Refusal.ALREADY_ASSIGNED ? refused.with(holder()) : refused);
    }

    private Map<String, Object> holder() {
        return Map.of("assignedTo", Map.of("id", row.conversation().assignee().value(), "name", row.assigneeName()));
    }

    private <T> Mutiny.SelectionQuery<T> ofThis(Mutiny.SelectionQuery<T> query) {
        return query.setParameter("institution", caller.institution().toString())
                .setParameter("id", id.toString());
    }
}
