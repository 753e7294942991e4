package dev.prosa.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.http.Data;
import dev.prosa.http.JsonText;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer to a creation: 201, what was made, and where it is. */
@Singleton
final class CreatedResponse {

    private final ObjectMapper json;

    CreatedResponse(ObjectMapper json) {
        this.json = json;
    }

    RestResponse<Data<JsonText>> at(String path, JsonText made) {
        return RestResponse.ResponseBuilder.<Data<JsonText>>created(URI.create(path + idOf(made)))
                .entity(new Data<>(made))
                .build();
    }

    private String idOf(JsonText made) {
        try {
            return json.readTree(made.value()).get("id").textValue();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
