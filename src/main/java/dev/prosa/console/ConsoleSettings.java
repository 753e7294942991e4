package dev.prosa.console;

/**
 * What the console reads before anybody logs in.
 *
 * @param demo whether this is Prosa for trying out, so that any agent may play contacts
 * @param waitingLimit seconds after which a conversation that waits is late
 */
record ConsoleSettings(boolean demo, long waitingLimit) {}
