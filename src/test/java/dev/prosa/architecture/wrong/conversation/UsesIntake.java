package dev.prosa.architecture.wrong.conversation;

/** Wrong: conversation may not use intake. */
public final class UsesIntake {
    final Object forbidden = new dev.prosa.architecture.wrong.intake.UsesConversation();
}
