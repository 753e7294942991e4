package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpLabelsTest {

    private final HttpLabels labels =
            new HttpLabels(List.of(new NonRestEndpoint("/v1/live")), () -> Set.of("/v1/auth/login"));

    private Meter.Id map(String name, String method, String uri, String outcome) {
        Tags tags = Tags.of("method", method, "uri", uri, "outcome", outcome);
        return labels.map(new Meter.Id(name, tags, null, null, Meter.Type.TIMER));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/conversations/{id}, CLIENT_ERROR, /v1/conversations/{id}",
        "/v1/conversations/017a9f34, CLIENT_ERROR, REFUSED",
        "/v1/conversations/017a9f34, SERVER_ERROR, REFUSED",
        "/v1/auth/login, CLIENT_ERROR, /v1/auth/login",
        "/v1/live, CLIENT_ERROR, /v1/live",
        "NOT_FOUND, CLIENT_ERROR, NOT_FOUND",
        "/assets/console.js, SUCCESS, /assets/console.js",
    })
    void aPathIsALabelOnlyWhereItIsOneOfAFew(String uri, String outcome, String label) {
        assertThat(map("http.server.requests", "GET", uri, outcome).getTag("uri"))
                .isEqualTo(label);
    }

    @Test
    void method_unknown_isOther() {
        assertThat(map("http.server.requests", "BREW", "/v1/live", "SUCCESS").getTag("method"))
                .isEqualTo("OTHER");
        assertThat(map("http.server.requests", "PATCH", "/v1/live", "SUCCESS").getTag("method"))
                .isEqualTo("PATCH");
    }

    @Test
    void labels_ofKnownMethods_stay() {
        assertThat(map("prosa.other", "BREW", "/a", "CLIENT_ERROR").getTag("uri"))
                .isEqualTo("/a");
    }
}
