package dev.prosa.conversation;

import dev.prosa.conversation.ConversationStore.Entry;
import dev.prosa.directory.Caller;
import dev.prosa.http.Cursor;
import dev.prosa.http.JsonText;
import dev.prosa.http.ListPage;
import dev.prosa.http.PageLimits;
import dev.prosa.http.Pagination;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Pages of a conversation's messages and of its history, newest first; each is read with one row more than it shows. */
@Singleton
final class Messages {

    private static final int MOST_HISTORY = 500;

    private final ConversationStore store;

    Messages(ConversationStore store) {
        this.store = store;
    }

    /**
     * {@code nextCursor} is the seq to go on from in the same direction.
     *
     * @param channel where the conversation must be, or null: wherever it is
     */
    Uni<ListPage<JsonText>> page(Caller caller, UUID channel, UUID id, MessageParams.Range range) {
        int rows = range.limit() + 1;
        return range.upwards()
                ? store.messagesAfter(caller, channel, id, range.seq(), rows)
                        .map(found -> upwards(found, range.limit()))
                : store.messagesBefore(caller, channel, id, range.seq(), rows)
                        .map(found -> downwards(found, range.limit()));
    }

    Uni<ListPage<JsonText>> history(Caller caller, UUID id, String wantedRows, String cursorOrNull) {
        List<FieldError> errors = new ArrayList<>();
        int limit = PageLimits.page(wantedRows, MOST_HISTORY, errors);
        if (!errors.isEmpty()) throw Refused.fields(errors);
        String query = "history|" + id;
        UUID before = cursorOrNull == null
                ? null
                : Cursor.read(cursorOrNull, query, 1).uuid(0);
        return store.history(caller, id, before, limit + 1)
                .map(found -> ListPage.of(
                        found, limit, entry -> Cursor.of(query, entry.key().toString())))
                .map(page -> page.map(Entry::json));
    }

    private static ListPage<JsonText> downwards(List<Entry<Long>> found, int limit) {
        boolean more = found.size() > limit;
        List<Entry<Long>> page = more ? found.subList(0, limit) : found;
        return page(page, limit, more ? page.get(limit - 1).key() : null);
    }

    /** Newest first too: what is one too many stands in front. */
    private static ListPage<JsonText> upwards(List<Entry<Long>> found, int limit) {
        boolean more = found.size() > limit;
        List<Entry<Long>> page = more ? found.subList(1, found.size()) : found;
        return page(page, limit, more ? page.get(0).key() : null);
    }

    private static ListPage<JsonText> page(List<Entry<Long>> page, int limit, Long next) {
        return new ListPage<>(texts(page), Pagination.byCursor(limit, next == null ? null : next.toString()));
    }

    private static <K> List<JsonText> texts(List<Entry<K>> entries) {
        return entries.stream().map(Entry::json).toList();
    }
}
