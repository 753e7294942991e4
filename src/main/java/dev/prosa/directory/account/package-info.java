/**
 * Active agents as a login and each request read them, with their institution and departments, by the PG client in one
 * statement.
 */
package dev.prosa.directory.account;
