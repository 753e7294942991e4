package dev.prosa.architecture.wrong.intake;

/** Wrong: intake may not use conversation. */
public final class UsesConversation {
    final Object forbidden = new dev.prosa.architecture.wrong.conversation.UsesIntake();
}
