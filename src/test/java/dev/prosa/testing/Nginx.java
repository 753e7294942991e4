package dev.prosa.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's nginx with the configuration of the containers, in which only addresses are replaced. */
public final class Nginx implements AutoCloseable {

    private final int port;
    private final Path log;
    private final Process process;

    private Nginx(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    public static boolean isInstalled() {
        return Stream.concat(
                        Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(":")))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "nginx")));
    }

    /** @param nodes the addresses of prosa-1, prosa-2, … */
    public static Nginx before(Path directory, List<URI> nodes) {
        try {
            int port = freePort();
            Path configuration = Files.writeString(directory.resolve("nginx.conf"), configuration(port, nodes));
            Path log = directory.resolve("nginx.log");
            return new Nginx(port, log, start(directory, configuration, log)).listening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(int port, List<URI> nodes) throws IOException {
        String text = Files.readString(ComposeFile.NGINX_CONFIGURATION)
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";");
        for (int i = 0; i < nodes.size(); i++) {
            text = text.replace("prosa-" + (i + 1) + ":8080", nodes.get(i).getAuthority());
        }
        return text;
    }

    private static Process start(Path directory, Path configuration, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "nginx",
                        "-e",
                        "stderr",
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString(),
                        "-g",
                        "daemon off; pid " + directory.resolve("nginx.pid") + ";")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().merge("PATH", "/usr/sbin", (path, sbin) -> path + ":" + sbin);
        return builder.start();
    }

    private Nginx listening() {
        await("nginx to listen").atMost(Duration.ofSeconds(10)).until(this::isListening);
        return this;
    }

    private boolean isListening() {
        if (!process.isAlive()) throw new IllegalStateException("nginx has ended: " + log());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
