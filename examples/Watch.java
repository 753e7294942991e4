import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints what live push sends: {@code java examples/Watch.java ws://localhost:8080/v1/live TOKEN}. Ends with Ctrl-C. */
public class Watch implements WebSocket.Listener {

    private static final Pattern DEPARTMENT = Pattern.compile("\\{\"id\" ?: ?\"([^\"]+)\"");

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();

    public static void main(String... args) {
        Watch watch = new Watch();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + args[1])
                .subprotocols("prosa.v1")
                .buildAsync(URI.create(args[0]), watch)
                .join();
        watch.closed.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            handle(socket, frame.toString());
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    /** The first frame says what there is to subscribe to. */
    private void handle(WebSocket socket, String text) {
        System.out.println(text);
        if (text.startsWith("{\"type\":\"hello\"")) {
            Matcher departments = DEPARTMENT.matcher(text);
            CompletableFuture<?> sent = subscribe(socket, "triage");
            while (departments.find()) {
                String id = departments.group(1);
                sent = sent.thenCompose(done -> subscribe(socket, id));
            }
        }
    }

    private CompletableFuture<WebSocket> subscribe(WebSocket socket, String department) {
        return socket.sendText("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}", true);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.out.println("closed: " + code + " " + reason);
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
