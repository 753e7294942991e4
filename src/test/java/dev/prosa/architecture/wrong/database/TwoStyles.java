package dev.prosa.architecture.wrong.database;

import io.vertx.mutiny.sqlclient.Pool;
import org.hibernate.reactive.mutiny.Mutiny;

/** Wrong: both database styles in one class. */
final class TwoStyles {
    Mutiny.SessionFactory sessions;
    Pool pool;
}
