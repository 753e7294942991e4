package dev.prosa.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Push as it is commonly made: what is committed goes to whoever is connected at that instant, and nobody asks where a
 * client left off. It hears of the events through one connection that is never cut. Confined to one event loop.
 */
final class NaiveServer implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, Feed> feeds;
    private final HttpServer server;
    /** Vert.x closes a client that nobody holds any more. */
    private final LiveSockets service;

    private static final class Feed {
        private final CompletableFuture<Void> open = new CompletableFuture<>();
        private final Set<ServerWebSocket> audience = new HashSet<>();
        private String epoch;
        private long seq;
    }

    private NaiveServer(int port, List<String> departments) {
        service = new LiveSockets(vertx, port);
        feeds = departments.stream().collect(Collectors.toMap(Function.identity(), department -> new Feed()));
        server = done(vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("prosa.v1"))
                .webSocketHandler(this::accept)
                .listen(0, "127.0.0.1"));
    }

    /** @param bearer of somebody who sees all of these departments at the service */
    static NaiveServer relaying(int port, String bearer, List<String> departments) {
        NaiveServer naive = new NaiveServer(port, departments);
        naive.listen(bearer);
        return naive;
    }

    private void listen(String bearer) {
        ClientWebSocket source = service.socket();
        source.textMessageHandler(this::relay);
        done(source.connect(service.with(bearer)));
        feeds.keySet().forEach(department -> done(source.writeTextMessage(LiveFrame.subscribe(department))));
        feeds.values().forEach(feed -> feed.open.join());
    }

    /** Where it is reached. */
    int port() {
        return server.actualPort();
    }

    private void relay(String text) {
        LiveFrame frame = LiveFrame.parse(text);
        Feed feed = feeds.get(frame.departmentId());
        switch (frame.type()) {
            case "subscribed" -> opens(feed, frame);
            case "events" -> push(feed, frame, text);
            default -> {}
        }
    }

    private static void opens(Feed feed, LiveFrame frame) {
        feed.epoch = frame.epoch();
        feed.seq = frame.seq();
        feed.open.complete(null);
    }

    private static void push(Feed feed, LiveFrame frame, String text) {
        feed.seq = frame.events().get(frame.events().size() - 1).seq();
        feed.audience.forEach(socket -> socket.writeTextMessage(text));
    }

    private void accept(ServerWebSocket socket) {
        socket.textMessageHandler(text -> admit(socket, LiveFrame.parse(text).departmentId()));
        socket.closeHandler(v -> feeds.values().forEach(feed -> feed.audience.remove(socket)));
        socket.exceptionHandler(broken -> {});
    }

    private void admit(ServerWebSocket socket, String department) {
        Feed feed = feeds.get(department);
        String where = "\",\"departmentId\":\"" + department + "\",\"seq\":" + feed.seq;
        socket.writeTextMessage("{\"type\":\"subscribed" + where + ",\"epoch\":\"" + feed.epoch + "\"}");
        socket.writeTextMessage("{\"type\":\"caughtUp" + where + "}");
        feed.audience.add(socket);
    }

    @Override
    public void close() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> work) {
        return work.toCompletionStage().toCompletableFuture().join();
    }
}
