package dev.prosa.cluster;

import dev.prosa.testing.ComposeFile;
import dev.prosa.testing.Nginx;
import dev.prosa.testing.ServiceProcess;
import dev.prosa.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the compose file describes, as plain processes: its environment and nginx's configuration, other addresses. */
record Topology(TestDatabase.Migrated database, ServiceProcess one, ServiceProcess other, Nginx nginx)
        implements AutoCloseable {

    static final String ADMIN = "admin@topology.prosa";
    static final String PASSWORD = "the password of the first admin";

    /** Both nodes at once, on a database with nothing in it. */
    static Topology in(Path directory) throws IOException {
        TestDatabase.Migrated database = TestDatabase.empty();
        Map<String, String> environment = environment(database);
        CompletableFuture<ServiceProcess> one = start("prosa-1", environment, directory);
        CompletableFuture<ServiceProcess> other = start("prosa-2", environment, directory);
        List<URI> nodes = List.of(one.join().uri(), other.join().uri());
        return new Topology(database, one.join(), other.join(), Nginx.before(directory, nodes));
    }

    private static Map<String, String> environment(TestDatabase.Migrated database) {
        Map<String, String> environment = new HashMap<>(ComposeFile.read()
                .service("prosa-1")
                .environment(Map.of(
                        "PROSA_ADMIN_EMAIL", ADMIN,
                        "PROSA_ADMIN_PASSWORD", PASSWORD,
                        "PROSA_INSTITUTION", "Topology",
                        "PROSA_SECRET_KEY", "a secret of the tests, 32 characters or more",
                        "PROSA_DATABASE_PASSWORD", "postgres")));
        environment.replace("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.replace("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.replace("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
        environment.remove("KAFKA_BOOTSTRAP_SERVERS");
        return environment;
    }

    private static CompletableFuture<ServiceProcess> start(String name, Map<String, String> environment, Path directory)
            throws IOException {
        Path home = Files.createDirectory(directory.resolve(name));
        return CompletableFuture.supplyAsync(() -> ServiceProcess.with(environment, home));
    }

    @Override
    public void close() {
        nginx.close();
        one.close();
        other.close();
    }
}
