package dev.prosa.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Answers 200 to everything and records the headers of each request, or closes the connection. */
record RecordingServer(HttpServer server, Queue<Map<String, String>> requests, AtomicBoolean hangsUp)
        implements AutoCloseable {

    static RecordingServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        RecordingServer noting = new RecordingServer(server, new ConcurrentLinkedQueue<>(), new AtomicBoolean());
        server.createContext("/", noting::take);
        server.start();
        return noting;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** On every request from now on. */
    void hangUp() {
        hangsUp.set(true);
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> header.getValue().get(0))));
        if (!hangsUp.get()) exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
