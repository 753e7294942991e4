package dev.prosa.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.observability.Meters;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueMetricsIT {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase.Migrated database = TestDatabase.fresh();
    private final TestInstitution institution = TestInstitution.on(null, database);
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = Pool.pool(vertx, options(), new PoolOptions().setMaxSize(1));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final QueueMetrics metrics = new QueueMetrics(
            new QueueCount(pool),
            twoDepartments(),
            vertx.getDelegate(),
            Clock.fixed(NOON, ZoneOffset.UTC),
            new Meters(registry));

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser("postgres")
                .setPassword("postgres");
    }

    private static QueueMetricsConfig twoDepartments() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(QueueMetricsConfig.class)
                .withDefaultValue("prosa.queue-metrics.departments", "2")
                .build()
                .getConfigMapping(QueueMetricsConfig.class);
    }

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    /** A contact nobody knew writes. */
    private void writes(UUID channel, Duration ago) {
        String phone = institution.phone();
        String item =
                "[{\"institution\":\"%s\",\"channel\":\"%s\",\"externalId\":\"%s\",\"phone\":\"%s\",\"type\":\"text\",\"content\":{\"text\":\"hello\"}}]"
                        .formatted(institution.id(), channel, phone, phone);
        institution.query(
                "select seq from take_inbound(?::text::json, ?)",
                item,
                NOON.minus(ago).atOffset(ZoneOffset.UTC));
    }

    private double value(String name, String department) {
        Gauge gauge = registry.find(name)
                .tags("institution", institution.id().toString(), "department", department)
                .gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private void counted() {
        metrics.count().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void metrics_showWhoWaits_andForHowLong() {
        UUID sales = institution.department("Sales");
        UUID channel = institution.channel(sales);
        writes(channel, Duration.ofMinutes(5));
        writes(channel, Duration.ofMinutes(2));
        counted();
        assertThat(value("prosa.queue.waiting", sales.toString())).isEqualTo(2);
        assertThat(value("prosa.queue.longest.wait", sales.toString())).isEqualTo(300);
    }

    @Test
    void metrics_ofManyDepartments_showTheLongestWaits() {
        UUID sales = institution.department("Sales");
        UUID support = institution.department("Support");
        writes(institution.channel(sales), Duration.ofMinutes(1));
        writes(institution.channel(support), Duration.ofMinutes(2));
        writes(institution.channel(null), Duration.ofMinutes(3));
        counted();
        assertThat(value("prosa.queue.waiting", "triage")).isEqualTo(1);
        assertThat(value("prosa.queue.waiting", support.toString())).isEqualTo(1);
        assertThat(value("prosa.queue.waiting", sales.toString())).isEqualTo(-1);
        assertThat(registry.get("prosa.queue.departments").gauge().value()).isEqualTo(3);
    }

    @Test
    void metrics_thatCannotBeCounted_areRemoved() {
        UUID sales = institution.department("Sales");
        writes(institution.channel(sales), Duration.ofMinutes(1));
        counted();
        pool.closeAndAwait();
        metrics.count().onFailure().recoverWithNull().await().atMost(Duration.ofSeconds(10));
        assertThat(value("prosa.queue.waiting", sales.toString())).isEqualTo(-1);
        assertThat(value("prosa.queue.longest.wait", sales.toString())).isEqualTo(-1);
    }
}
