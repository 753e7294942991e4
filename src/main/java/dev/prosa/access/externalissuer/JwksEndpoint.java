package dev.prosa.access.externalissuer;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** An address of http or https where an issuer publishes its public keys; no thread waits for its answer. */
final class JwksEndpoint {

    private static final Logger LOG = Logger.getLogger(JwksEndpoint.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient http;

    JwksEndpoint(URI address) {
        this.address = address;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** What is published at this moment; fails if there is no answer within 5 s, or none that has keys. */
    Uni<List<JsonWebKey>> fetch() {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, BodyHandlers.ofString()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(JwksEndpoint::keys)
                .onFailure()
                .invoke(fault -> LOG.warnf("The keys at %s could not be fetched: %s", address, fault));
    }

    private static List<JsonWebKey> keys(HttpResponse<String> answer) {
        try {
            if (answer.statusCode() != 200) throw new IOException("the answer is " + answer.statusCode());
            return PublicKeys.read(answer.body());
        } catch (JoseException e) {
            throw new UncheckedIOException(new IOException("the answer has no keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
