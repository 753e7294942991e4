/**
 * The way to PostgreSQL, whichever it is: the pool, migrations, transactions, errors, readiness.
 *
 * <p>Owns the connection pool ({@code DatabasePool}), the start-up migration ({@link dev.prosa.database.SchemaMigration}),
 * the meaning of SQL errors ({@link dev.prosa.database.SqlErrors}, the one place that knows SQLSTATEs) and the repetition
 * of transactions that met another one ({@link dev.prosa.database.Transactions}). A feature that must look at each new
 * connection before it is used implements {@link dev.prosa.database.ConnectionCheck}.
 *
 * <p>Bounds: the number of statements that wait for a connection, and the time that connecting may take. May use
 * {@code concurrent}, {@code observability} and {@code problem}.
 */
package dev.prosa.database;
