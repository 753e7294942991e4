package dev.prosa.conversation.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import dev.prosa.testing.Client.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The service itself: asked over HTTP, its feeds and its counting looked at in the database. Not for several threads. */
final class RealService implements AutoCloseable {

    private static final String EVENTS =
            """
            select e.feed_id, e.seq, e.type, e.at, e.payload::json -> 'data' as data
            from unnest(?::uuid[], ?::bigint[]) known (feed, seq)
            join feed_event e on e.institution_id = ? and e.feed_id = known.feed and e.seq > known.seq
            order by e.feed_id, e.seq""";

    private static final String MISCOUNTED =
            """
            select c.id from conversation c where c.institution_id = ? and (c.last_seq, c.unread_count) <> (
                select count(*), count(*) filter (where m.direction = 'INBOUND' and m.seq > c.last_read_seq)
                from message m where m.institution_id = c.institution_id and m.conversation_id = c.id)""";

    private final Fixture setting;
    private final Connection connection;
    private final Map<UUID, Long> positions = new HashMap<>();

    RealService(Fixture setting) throws SQLException {
        this.setting = setting;
        this.connection = setting.institution().database().connect();
        setting.feeds().forEach(feed -> positions.put(feed, 0L));
    }

    Observed ask(Step step) throws SQLException {
        Answer answer = setting.client(step.by())
                .send(step.method(), step.path(), step.body())
                .join();
        return observed(answer);
    }

    /** Every conversation, by its id. */
    Map<String, JsonNode> conversations() {
        Map<String, JsonNode> all = new TreeMap<>();
        list(setting.program()).ok().data().forEach(it -> all.put(it.path("id").asText(), it));
        return all;
    }

    static Answer list(Client as) {
        return as.get("/v1/conversations?limit=100");
    }

    List<JsonNode> messages(UUID conversation) {
        JsonNode messages = setting.program()
                .get("/v1/conversations/" + conversation + "/messages?limit=500")
                .ok()
                .data();
        return StreamSupport.stream(messages.spliterator(), false).toList();
    }

    /** Conversations whose stored counts are not what counting their messages gives. */
    List<String> miscounted() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MISCOUNTED)) {
            statement.setObject(1, setting.institution().id());
            List<String> ids = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) ids.add(rows.getString(1));
            return ids;
        }
    }

    private Observed observed(Answer answer) throws SQLException {
        Map<UUID, List<String>> events = new HashMap<>();
        Map<String, Instant> times = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            List<UUID> feeds = setting.feeds();
            statement.setArray(1, connection.createArrayOf("uuid", feeds.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", feeds.stream().map(positions::get).toArray()));
            statement.setObject(3, setting.institution().id());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                UUID feed = rows.getObject("feed_id", UUID.class);
                positions.put(feed, rows.getLong("seq"));
                String event = text(rows.getString("type"), Json.read(rows.getString("data")));
                times.put(
                        event.substring(event.indexOf(' ') + 1),
                        rows.getObject("at", OffsetDateTime.class).toInstant());
                events.computeIfAbsent(feed, any -> new ArrayList<>()).add(event);
            }
        }
        return new Observed(answer.status(), answer.code(), answer.data(), times, events);
    }

    private static String text(String type, JsonNode data) {
        if (data.has("agent"))
            return Events.text(type, data.path("agent").path("id").asText(), "");
        JsonNode conversation = data.path("conversation");
        String id = data.path("conversationId").asText(conversation.path("id").asText());
        return Events.text(
                type,
                id,
                data.path("version").asText(conversation.path("version").asText()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
