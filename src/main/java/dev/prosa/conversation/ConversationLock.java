package dev.prosa.conversation;

import java.util.UUID;

/**
 * What a command has locked, and what it asks of the database under the locks.
 *
 * @param agent who is to be the assignee, or null if nobody is
 * @param department where it is to go, or null if no department is named
 * @param readUpTo the inbound messages above this seq are counted, or null: none are
 */
record ConversationLock(UUID conversation, IfMatch ifMatch, UUID agent, UUID department, Long readUpTo) {

    static ConversationLock of(UUID conversation, IfMatch ifMatch) {
        return new ConversationLock(conversation, ifMatch, null, null, null);
    }

    ConversationLock withAgent(UUID agentOrNull) {
        return new ConversationLock(conversation, ifMatch, agentOrNull, department, readUpTo);
    }

    ConversationLock withDepartment(UUID departmentOrNull) {
        return new ConversationLock(conversation, ifMatch, agent, departmentOrNull, readUpTo);
    }

    ConversationLock countingInboundAfter(long seq) {
        return new ConversationLock(conversation, ifMatch, agent, department, seq);
    }
}
