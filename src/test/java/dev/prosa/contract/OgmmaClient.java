package dev.prosa.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * A client as somebody wrote it for the published interface of Ogmma: it knows those paths and fields and nothing of
 * Prosa. It insists on each field that is published, passes over all others, and reads an error only for what it says.
 */
final class OgmmaClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Every field of a record must be there, null or not. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final URI base;
    private final String apiKey;

    record Message(
            String id,
            String conversationId,
            String channelId,
            String type,
            String direction,
            String status,
            String content,
            String mediaUrl,
            String from,
            String to,
            String createdAt,
            String updatedAt) {}

    record Contact(String id, String name, String phone) {}

    record Person(String id, String name) {}

    record LastMessage(String id, String type, String direction, String text) {}

    record Conversation(
            String id,
            String channelId,
            Contact contact,
            Person assignedTo,
            String departmentId,
            String status,
            LastMessage lastMessage,
            int unreadCount,
            String createdAt,
            String updatedAt) {}

    record ListedContact(
            String id,
            String name,
            String phone,
            String email,
            List<String> tags,
            String createdAt,
            String updatedAt) {}

    record Pagination(int total, int limit, int offset) {}

    record Data<T>(T data) {}

    record Page<T>(List<T> data, Pagination pagination) {}

    record Many<T>(List<T> data) {}

    record Failure(String message, String code) {}

    /** What the client throws at its user. */
    static final class OgmmaException extends RuntimeException {

        private static final long serialVersionUID = 1;

        final int status;
        final transient Failure failure;

        OgmmaException(int status, Failure failure) {
            super(status + " " + failure);
            this.status = status;
            this.failure = failure;
        }
    }

    OgmmaClient(URI base, String apiKey) {
        this.base = base;
        this.apiKey = apiKey;
    }

    Message send(String channel, String type, Map<String, Object> body) {
        Data<Message> sent =
                call("POST", "/v1/channels/" + channel + "/messages/" + type, body, Data.class, Message.class);
        return sent.data();
    }

    List<Message> messages(String channel, String conversation, int limit) {
        String path = "/v1/channels/" + channel + "/conversations/" + conversation + "?limit=" + limit;
        Many<Message> listed = call("GET", path, null, Many.class, Message.class);
        return listed.data();
    }

    List<Conversation> conversations(String status) {
        Many<Conversation> listed =
                call("GET", "/v1/conversations?status=" + status, null, Many.class, Conversation.class);
        return listed.data();
    }

    Conversation assign(String conversation, String attendant) {
        Data<Conversation> assigned = call(
                "PATCH",
                "/v1/conversations/" + conversation + "/assign",
                attendant == null ? Map.of() : Map.of("attendantId", attendant),
                Data.class,
                Conversation.class);
        return assigned.data();
    }

    Page<ListedContact> contacts(String search, int page, int limit) {
        String path = "/v1/contacts?search=" + search + "&page=" + page + "&limit=" + limit;
        return call("GET", path, null, Page.class, ListedContact.class);
    }

    void simulateIncoming(Map<String, Object> body) {
        call("POST", "/v1/sandbox/simulate/incoming", body, Data.class, Object.class);
    }

    private <T> T call(String method, String path, Object body, Class<?> envelope, Class<?> content) {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() / 100 != 2)
            throw new OgmmaException(response.statusCode(), read(response, type(Failure.class)));
        return read(response, JSON.getTypeFactory().constructParametricType(envelope, content));
    }

    private HttpResponse<String> send(String method, String path, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Authorization", "Bearer " + apiKey)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JavaType type(Class<?> simple) {
        return JSON.getTypeFactory().constructType(simple);
    }

    private static <T> T read(HttpResponse<String> response, JavaType type) {
        try {
            return JSON.readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not as published: " + response.body(), e);
        }
    }
}
