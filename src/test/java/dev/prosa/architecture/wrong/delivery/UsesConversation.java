package dev.prosa.architecture.wrong.delivery;

/** Wrong: delivery may not use conversation. */
public final class UsesConversation {
    final Object forbidden = new dev.prosa.architecture.wrong.conversation.UsesIntake();
}
