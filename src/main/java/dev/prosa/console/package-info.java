/**
 * The service's side of the agent console: what its pages read before anybody logs in, and the headers they are served
 * with. The pages themselves are in {@code src/main/resources/web}. May use database.embedded and http.
 */
package dev.prosa.console;
