package dev.prosa.access.login;

import dev.prosa.directory.Caller;

/** The caller as it sees itself; {@code type} says which of the two it is. */
sealed interface Me permits AgentView, ApiKeyMe {

    Caller.Kind type();
}
