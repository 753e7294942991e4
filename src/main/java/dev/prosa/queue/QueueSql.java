package dev.prosa.queue;

import dev.prosa.conversation.model.Status;
import dev.prosa.problem.Phone;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that reads a page of the queue and, with it, the position of its feed: both of one moment; and the one
 * that counts what the same filters find.
 *
 * <p>Active and closed conversations have indexes of their own, and so does each feed: the page is merged out of the
 * first rows of each, so that no page reads more than a few times what it shows.
 *
 * <p>Rows of the page: {@code feed_seq, epoch} (the same in each; null unless one department is asked for that the caller
 * may see), and {@code json, sort_key} (ISO 8601, null for infinity), {@code id} of a conversation, or nulls if there is
 * none.
 */
final class QueueSql {

    private static final String PAGE =
            """
            select f.seq as feed_seq, f.epoch, p.json, iso(nullif(p.sort_key, 'infinity')) as sort_key, p.id
            from (select 1) one
            left join feed f on f.institution_id = $1 and f.id in ({feeds}) and {one_feed} and not exists (
                select from department d
                where d.institution_id = f.institution_id and d.id = f.department_id and d.deleted_at is not null)
            left join lateral (
                select r.* from ({feeds}) visible (feed) cross join lateral ({rows}) r
                order by r.sort_key {direction}, r.id {direction} limit {limit} offset {offset}) p on true
            order by p.sort_key {direction}, p.id {direction}""";

    /** The first rows of one visible feed, of the active conversations or of the closed ones. */
    private static final String ROWS =
            """
            (select c.id, {key} as sort_key, conversation_json(c)::text as json from conversation c
             where c.institution_id = $1 and {conditions}
             order by {key} {direction}, c.id {direction} limit {most})""";

    private static final String COUNT =
            "select coalesce(sum({counts}), 0)::bigint as total from ({feeds}) visible (feed)";

    private static final String MATCHES =
            "(select count(*) from conversation c where c.institution_id = $1 and {conditions})";

    private final List<Object> values = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final QueueQuery query;
    private final String feeds;
    private String after;

    QueueSql(QueueQuery query) {
        this.query = query;
        values.add(query.caller().institution());
        values.add(query.caller().viewerScope());
        this.feeds = visibleFeeds();
        filter();
    }

    /** Only what comes after the last row of the page before; the key is ISO 8601, or null for infinity. */
    QueueSql after(String sortKey, UUID id) {
        String key = parameter(sortKey == null ? "infinity" : sortKey) + "::text::timestamptz";
        after = query.sort().beyond() + " (" + key + ", " + parameter(id) + ")";
        return this;
    }

    /** The statement that reads the page. */
    String page() {
        return PAGE.replace("{rows}", each(this::rows, " union all "))
                .replace("{feeds}", feeds)
                .replace("{one_feed}", String.valueOf(query.hasOneDepartment()))
                .replace("{direction}", query.sort().direction())
                .replace("{limit}", String.valueOf(query.page().limit() + 1))
                .replace("{offset}", String.valueOf(query.page().offset()));
    }

    /** The statement that counts, as {@code total}, the rows of all pages. */
    String count() {
        return COUNT.replace("{counts}", each(this::matches, " + ")).replace("{feeds}", feeds);
    }

    /** Of active and of closed conversations, if they are wanted. */
    private String each(Function<Boolean, String> part, String separator) {
        return Stream.of(false, true).filter(this::wants).map(part).collect(Collectors.joining(separator));
    }

    Tuple parameters() {
        Tuple tuple = Tuple.tuple();
        values.forEach(tuple::addValue);
        return tuple;
    }

    /** The feeds to read (R14); one row of null where all of the institution are seen and asked for. */
    private String visibleFeeds() {
        if (query.triage()) return "select $1::uuid where can_view($1, $2, null)";
        if (query.department() != null) {
            String department = parameter(query.department());
            return "select d.id from department d where d.institution_id = $1 and d.id = " + department
                    + " and can_view($1, $2, d.id)";
        }
        return query.caller().viewerScope() == null
                ? "select null::uuid where $2::uuid is null"
                : "select * from visible_feeds($1, $2)";
    }

    private boolean wants(boolean closed) {
        return query.statuses().isEmpty() || query.statuses().stream().anyMatch(s -> (s == Status.CLOSED) == closed);
    }

    private String rows(boolean closed) {
        List<String> all = matching(closed);
        String key = query.sort().key(closed);
        if (after != null) all.add("(" + key + ", c.id) " + after);
        long most = query.page().offset() + query.page().limit() + 1;
        return ROWS.replace("{key}", key)
                .replace("{conditions}", String.join(" and ", all))
                .replace("{direction}", query.sort().direction())
                .replace("{most}", String.valueOf(most));
    }

    private String matches(boolean closed) {
        return MATCHES.replace("{conditions}", String.join(" and ", matching(closed)));
    }

    private List<String> matching(boolean closed) {
        List<String> all = new ArrayList<>(conditions);
        all.add(closed ? "c.status = 'CLOSED'" : "c.status <> 'CLOSED'");
        if (query.hasOneDepartment() || query.caller().viewerScope() != null) all.add("c.feed_id = visible.feed");
        if (query.assignee() != null)
            all.add((closed ? "c.assigned_to = " : "c.open_assignee = ") + parameter(query.assignee()));
        return all;
    }

    private void filter() {
        if (!query.statuses().isEmpty()) conditions.add("c.status in (" + statuses() + ")");
        if (query.unassigned()) conditions.add("c.assigned_to is null");
        if (query.channel() != null) conditions.add("c.channel_id = " + parameter(query.channel()));
        if (query.contact() != null) conditions.add("c.contact_id = " + parameter(query.contact()));
        if (query.unread()) conditions.add("c.unread_count > 0");
        if (query.text() != null) conditions.add(containing(query.text()));
    }

    private String statuses() {
        return query.statuses().stream().map(s -> "'" + s + "'").collect(Collectors.joining(", "));
    }

    private String containing(String part) {
        String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        String inName = "c.contact_name ilike " + parameter("%" + escaped + "%");
        String phone = Phone.withoutPlus(escaped);
        return phone.isEmpty() ? inName : "(" + inName + " or c.contact_phone like " + parameter(phone + "%") + ")";
    }

    private String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }
}
