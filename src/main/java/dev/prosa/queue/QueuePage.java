package dev.prosa.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.http.JsonText;
import dev.prosa.http.Pagination;
import java.util.List;

/** A page of the queue; {@code feed} only where exactly one department was asked for that the caller may see. */
record QueuePage(
        List<JsonText> data,
        Pagination pagination,
        @JsonInclude(JsonInclude.Include.NON_NULL) QueueFeedPosition feed) {}
