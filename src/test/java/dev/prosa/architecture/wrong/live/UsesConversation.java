package dev.prosa.architecture.wrong.live;

/** Wrong: live may not use conversation. */
public final class UsesConversation {
    final Object forbidden = new dev.prosa.architecture.wrong.conversation.UsesIntake();
}
