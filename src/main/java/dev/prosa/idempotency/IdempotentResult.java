package dev.prosa.idempotency;

import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What a request made.
 *
 * @param replayed whether it was made when the same request came before
 */
public record IdempotentResult(JsonText json, boolean replayed) {

    private static final String REPLAYED = "Idempotency-Replayed";

    static IdempotentResult now(JsonText json) {
        return new IdempotentResult(json, false);
    }

    static IdempotentResult before(JsonText json) {
        return new IdempotentResult(json, true);
    }

    /** 201 either way, and the header {@code Idempotency-Replayed: true} where it is a repeat. */
    public RestResponse<Data<JsonText>> created() {
        RestResponse.ResponseBuilder<Data<JsonText>> answer =
                RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, new Data<>(json));
        if (replayed) answer.header(REPLAYED, true);
        return answer.build();
    }
}
