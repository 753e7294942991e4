package dev.prosa.conversation;

import dev.prosa.conversation.model.Status;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The one statement that reads a page of the queue and, with it, the position of its feed: both of one moment.
 *
 * <p>Rows: {@code feed_seq, epoch} (the same in each; null unless one visible department is asked for), and
 * {@code json, sort_key} (ISO 8601, null for infinity), {@code id} of a conversation, or nulls if there is none.
 */
final class QueueSql {

    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private final QueueQuery query;

    QueueSql(QueueQuery query) {
        this.query = query;
        and("c.institution_id = ?", query.caller().institution());
        and("sees(c.institution_id, ?, c.department_id)", query.caller().seesAs());
        filter();
    }

    /** Only what comes after the last row of the page before. */
    QueueSql after(String sortKey, UUID id) {
        values.add(sortKey == null ? "infinity" : sortKey);
        values.add(id);
        String key = "$" + (values.size() - 1) + "::text::timestamptz";
        where.append(" and ").append(query.sort().after(key, "$" + values.size()));
        return this;
    }

    String text() {
        return """
                select f.seq as feed_seq, f.epoch, p.json, p.sort_key, p.id
                from (select 1) one
                left join feed f on f.institution_id = $1 and f.id = $%d and sees(f.institution_id, $2, f.department_id)
                left join lateral (
                    select conversation_json(c)::text as json, iso(nullif(%s, 'infinity')) as sort_key, c.id,
                           row_number() over (order by %s) as n
                    from conversation c where %s order by %s limit %d) p on true
                order by p.n"""
                .formatted(
                        values.size() + 1,
                        query.sort().key(),
                        query.sort().orderBy(),
                        where,
                        query.sort().orderBy(),
                        query.limit() + 1);
    }

    Tuple parameters() {
        Tuple tuple = Tuple.tuple();
        values.forEach(tuple::addValue);
        return tuple.addValue(query.feed());
    }

    private void filter() {
        if (!query.statuses().isEmpty()) statuses();
        if (query.holder() != null) and("c.assigned_to = ?", query.holder());
        if (query.unheld()) and("c.assigned_to is null");
        if (query.department() != null) and("c.department_id = ?", query.department());
        if (query.triage()) and("c.department_id is null");
        if (query.channel() != null) and("c.channel_id = ?", query.channel());
        if (query.contact() != null) and("c.contact_id = ?", query.contact());
        if (query.unread()) and("c.unread_count > 0");
        if (query.text() != null) text(query.text());
    }

    /** Literals, so that the indexes over the active conversations alone can serve. */
    private void statuses() {
        and("c.status in ("
                + String.join(
                        ", ",
                        query.statuses().stream()
                                .map(s -> "'" + s + "'")
                                .sorted()
                                .toList()) + ")");
        if (!query.statuses().contains(Status.CLOSED)) and("c.status <> 'CLOSED'");
    }

    private void text(String part) {
        String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        and("(c.contact_name ilike ?", "%" + escaped + "%");
        values.add((escaped.startsWith("+") ? escaped.substring(1) : escaped) + "%");
        where.append(" or c.contact_phone like $").append(values.size()).append(")");
    }

    private void and(String condition) {
        where.append(where.isEmpty() ? "" : " and ").append(condition);
    }

    private void and(String condition, Object value) {
        values.add(value);
        and(condition.replace("?", "$" + values.size()));
    }
}
