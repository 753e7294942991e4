package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.Client;
import java.util.ArrayList;
import java.util.List;

/** The queue of a department or of triage as a walk over its pages found it, and the position to go on from. */
record Snapshot(String feed, long seq, String epoch, List<JsonNode> rows) {

    static Snapshot of(Client client, String feed) {
        return walk(client, feed, 100, () -> {});
    }

    /** @param betweenPages happens after each page but the last */
    static Snapshot walk(Client client, String feed, int limit, Runnable betweenPages) {
        String path = "/v1/conversations?limit=" + limit + "&departmentId=" + (feed.equals("triage") ? "none" : feed);
        JsonNode page = client.get(path).ok().body();
        JsonNode position = page.path("feed");
        assertThat(position.path("departmentId").asText()).isEqualTo(feed);
        List<JsonNode> rows = new ArrayList<>();
        page.path("data").forEach(rows::add);
        while (!page.path("pagination").path("nextCursor").isNull()) {
            betweenPages.run();
            page = client.get(path + "&cursor="
                            + page.path("pagination").path("nextCursor").asText())
                    .ok()
                    .body();
            assertThat(page.path("feed")).as("the feed of a later page").isEqualTo(position);
            page.path("data").forEach(rows::add);
        }
        return new Snapshot(
                feed, position.path("seq").asLong(), position.path("epoch").asText(), rows);
    }
}
