package dev.prosa.feed;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pool as it would be made anyway, and keeps its options for the one connection beside it: that of LISTEN. */
@Singleton
final class ListenOptions implements PgPoolCreator {

    private volatile PgConnectOptions options;

    @Override
    public Pool create(Input input) {
        options = new PgConnectOptions(input.pgConnectOptionsList().get(0));
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }

    /** There once the pool has been made. */
    PgConnectOptions options() {
        return new PgConnectOptions(options).setReconnectAttempts(0);
    }
}
