package dev.prosa.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** What each new connection must pass before the pool hands it out. */
public interface ConnectionCheck {

    /** Answers with the same connection, or closes it and fails. */
    Future<SqlConnection> check(SqlConnection connection);
}
