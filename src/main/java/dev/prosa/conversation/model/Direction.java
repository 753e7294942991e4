package dev.prosa.conversation.model;

/** Which way a message went: INBOUND comes from the contact. */
public enum Direction {
    INBOUND,
    OUTBOUND
}
