package dev.prosa.conversation.model;

/** Why a command was refused; the names are the codes of the contract. */
public enum Refusal {
    CONVERSATION_CLOSED,
    AGENT_NOT_IN_DEPARTMENT,
    ALREADY_ASSIGNED
}
