package dev.prosa.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service in a process of its own, on a free port; its log goes to {@code target/service-logs}. */
public final class ServiceProcess implements AutoCloseable {

    /** Half the work of a start; what is measured is compiled as it is elsewhere. */
    private static final List<String> STARTS_SOON = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern HEAP_TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);

    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> options;
    private final int port = freePort();
    private Process process;

    private ServiceProcess(Path directory, Map<String, String> environment, List<String> options) {
        this.directory = directory;
        this.environment = environment;
        this.options = options;
    }

    /** A node on a database that others may share. */
    public static ServiceProcess on(TestDatabase.Migrated database, Path directory) {
        return on(database, directory, Map.of());
    }

    /** @param differing environment variables that are other than usual; empty: not set */
    public static ServiceProcess on(TestDatabase.Migrated database, Path directory, Map<String, String> differing) {
        return at(database, directory, differing, STARTS_SOON).start();
    }

    /** The same, as fast at its work as it can be. */
    public static ServiceProcess measured(
            TestDatabase.Migrated database, Path directory, Map<String, String> differing) {
        return at(database, directory, differing, List.of()).start();
    }

    /** A node that stops by itself instead of becoming ready, and what it says until then. */
    public static String stoppedStart(TestDatabase.Migrated database, Path directory, Map<String, String> differing) {
        ServiceProcess service = at(database, directory, differing, STARTS_SOON);
        service.launch();
        assertThat(service.process
                        .onExit()
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .isNotZero();
        return service.log();
    }

    private static ServiceProcess at(
            TestDatabase.Migrated database, Path directory, Map<String, String> differing, List<String> options) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("PROSA_SECRET_KEY", "a secret of the tests, 32 characters or more");
        environment.putAll(differing);
        return new ServiceProcess(directory, environment, options);
    }

    /** A service with the embedded database, its data in this directory. */
    public static ServiceProcess embedded(Path directory) {
        return new ServiceProcess(directory, Map.of(), STARTS_SOON).start();
    }

    /** One with this environment; fails if it ends instead of starting. */
    public static ServiceProcess with(Map<String, String> environment, Path directory) {
        return new ServiceProcess(directory, environment, STARTS_SOON).start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public ServiceProcess start() {
        launch();
        await("the service to be ready, see " + logFile())
                .atMost(Duration.ofSeconds(60))
                .until(this::isReady);
        return this;
    }

    private void launch() {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        Path jar = Path.of(System.getProperty("prosa.jar")).toAbsolutePath();
        return Stream.of(List.of(jdk("java"), "-Xmx512m"), options, List.of("-jar", jar.toString()))
                .flatMap(List::stream)
                .toList();
    }

    /** As the kernel does it: no farewell, no flush. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The embedded database too, whose postmaster outlives the service. */
    public void killDatabase() {
        try {
            String pid = Files.readAllLines(directory.resolve("data/postgres/postmaster.pid"))
                    .get(0);
            ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In order, as an operator does it. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Bytes of the objects that are in use, measured after a full collection. */
    public long liveHeap() {
        try {
            Process jcmd = new ProcessBuilder(jdk("jcmd"), String.valueOf(process.pid()), "GC.class_histogram").start();
            String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return HEAP_TOTAL
                    .matcher(histogram)
                    .results()
                    .mapToLong(total -> Long.parseLong(total.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(histogram));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) throw new IllegalStateException("the service has ended, see " + logFile());
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri().resolve("/q/health/ready")).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path logFile() {
        try {
            Path logs = Files.createDirectories(Path.of("target", "service-logs"));
            return logs.resolve(directory.getFileName() + "-" + port + ".log").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
