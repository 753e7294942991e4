package dev.prosa.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.prosa.testing.OpenApiConformity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Sends cases one after the other and reports what is wrong with their answers. */
final class Sender {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Refusals of a request for its form, whatever the state of things. */
    private static final Set<Integer> FOR_ITS_FORM = Set.of(400, 401, 403, 405, 406, 413, 415);

    private final HttpClient http = client();
    private final URI node;
    private final TargetInstitution target;
    private final Random random;
    private String state;

    Sender(URI node, TargetInstitution target, Random random) {
        this.node = node;
        this.target = target;
        this.random = random;
        this.state = target.fingerprint();
    }

    /** What is wrong with the answer, with all that it takes to see why. */
    Optional<String> send(Case one) {
        Draft draft = Draft.valid(one.operation(), target, random, one.whole());
        one.change().accept(draft);
        HttpResponse<byte[]> answer = answer(draft.on(node));
        List<String> faults = new ArrayList<>(conformity(draft, answer));
        faults.addAll(expectation(one, answer.statusCode()));
        faults.addAll(effect(draft, answer));
        return faults.isEmpty() ? Optional.empty() : Optional.of(described(one, draft, answer) + faults + "\n");
    }

    private static String described(Case one, Draft draft, HttpResponse<byte[]> answer) {
        String said = new String(answer.body(), StandardCharsets.UTF_8);
        return "\n%.200s: %.700s\n  was answered %d %.700s\n  ".formatted(one.what(), draft, answer.statusCode(), said);
    }

    private static List<String> conformity(Draft draft, HttpResponse<byte[]> answer) {
        return OpenApiConformity.faults(new OpenApiConformity.Exchange(
                draft.method,
                draft.path(),
                draft.text(),
                answer.statusCode(),
                name -> answer.headers().firstValue(name).orElse(null),
                answer.body()));
    }

    private static List<String> expectation(Case one, int status) {
        if (status >= 500) return List.of("a fault of the service");
        boolean asExpected =
                switch (one.expected()) {
                    case ACCEPTANCE -> !FOR_ITS_FORM.contains(status);
                    case REFUSAL -> status >= 400;
                    case ANYTHING -> true;
                };
        return asExpected ? List.of() : List.of("expected: " + one.expected());
    }

    /** A request that is refused, or only asks, must leave all as it was. */
    private List<String> effect(Draft draft, HttpResponse<byte[]> answer) {
        String before = state;
        state = target.fingerprint();
        boolean mayChange = answer.statusCode() / 100 == 2 && !draft.method.equals("GET");
        if (mayChange && draft.method.equals("DELETE")) target.forget(draft.path());
        else if (mayChange) target.remember(draft.path(), json(answer.body()).path("data"));
        return mayChange || before.equals(state)
                ? List.of()
                : List.of("it changed something: " + before + " became " + state);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a refusal that leaves the body unread the service closes the connection, perhaps just when it is used again. */
    private HttpResponse<byte[]> answer(HttpRequest request) {
        try {
            return answer(http, request);
        } catch (UncheckedIOException e) {
            return answer(client(), request);
        }
    }

    private static HttpResponse<byte[]> answer(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, Sender::body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a stream, which never ends, the first byte. */
    private static BodySubscriber<byte[]> body(HttpResponse.ResponseInfo answer) {
        boolean isStream =
                answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return isStream
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), Sender::firstByte)
                : BodySubscribers.ofByteArray();
    }

    private static byte[] firstByte(InputStream stream) {
        try (stream) {
            return stream.readNBytes(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
