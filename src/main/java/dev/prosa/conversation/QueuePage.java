package dev.prosa.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.prosa.platform.JsonText;
import dev.prosa.platform.Pagination;
import java.util.List;

/** A page of the queue; {@code feed} only where exactly one department was asked for that the caller may see. */
record QueuePage(
        List<JsonText> data, Pagination pagination, @JsonInclude(JsonInclude.Include.NON_NULL) FeedPosition feed) {}
