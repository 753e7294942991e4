/**
 * The way to PostgreSQL, whichever it is: transactions, errors, readiness.
 *
 * <p>Owns the translation of SQL errors ({@link dev.prosa.database.SqlErrors}, the one place that knows SQLSTATEs) and the
 * repetition of transactions that met another one ({@link dev.prosa.database.Transactions}).
 * May use {@code concurrent}, {@code observability} and
 * {@code problem}.
 */
package dev.prosa.database;
