package dev.prosa.cluster;

import dev.prosa.testing.ComposeFile;
import dev.prosa.testing.KafkaBroker;
import dev.prosa.testing.KafkaTopics;
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
import java.util.regex.Pattern;

/**
 * What the compose file describes, as plain processes: its environment and topics, and nginx's configuration, with other
 * addresses.
 */
record Topology(
        TestDatabase.Migrated database,
        KafkaBroker kafka,
        KafkaTopics topics,
        ServiceProcess one,
        ServiceProcess other,
        Nginx nginx)
        implements AutoCloseable {

    static final String ADMIN = "admin@topology.prosa";
    static final String PASSWORD = "the password of the first admin";

    private static final Pattern TOPIC = Pattern.compile("--topic (\\S+) --partitions (\\d+)");

    /** Both nodes at once, on a database with nothing in it. */
    static Topology in(Path directory) throws IOException {
        TestDatabase.Migrated database = TestDatabase.empty();
        KafkaBroker kafka = KafkaBroker.in(Files.createDirectory(directory.resolve("kafka")));
        KafkaTopics topics = topics(kafka);
        Map<String, String> environment = environment(database, kafka);
        CompletableFuture<ServiceProcess> one = start("prosa-1", environment, directory);
        CompletableFuture<ServiceProcess> other = start("prosa-2", environment, directory);
        List<URI> nodes = List.of(one.join().uri(), other.join().uri());
        return new Topology(database, kafka, topics, one.join(), other.join(), Nginx.before(directory, nodes));
    }

    private static KafkaTopics topics(KafkaBroker kafka) {
        KafkaTopics topics = new KafkaTopics(kafka.bootstrapServers());
        String command = ComposeFile.read()
                .service("kafka-topics")
                .settings()
                .get("command")
                .toString();
        TOPIC.matcher(command)
                .results()
                .forEach(topic -> topics.create(topic.group(1), Integer.parseInt(topic.group(2))));
        return topics;
    }

    private static Map<String, String> environment(TestDatabase.Migrated database, KafkaBroker kafka) {
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
        environment.replace("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        // long enough to see what a node that leaves answers
        environment.put("QUARKUS_SHUTDOWN_DELAY", "2S");
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
        topics.close();
        kafka.close();
    }
}
