package dev.prosa.directory;

import dev.prosa.http.Data;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The answer to a creation: 201, what was created, and where it is. */
public final class CreatedResponse {

    /** What has a path of its own. */
    public interface Identified {
        UUID id();
    }

    private CreatedResponse() {}

    /** @param path ends with a slash */
    public static <T extends Identified> RestResponse<Data<T>> at(String path, T created) {
        return RestResponse.ResponseBuilder.<Data<T>>created(URI.create(path + created.id()))
                .entity(new Data<>(created))
                .build();
    }
}
