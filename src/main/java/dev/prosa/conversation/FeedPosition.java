package dev.prosa.conversation;

/** Where a department's feed stood when a page was read; {@code departmentId} is an id or {@code triage}. */
record FeedPosition(String departmentId, long seq, String epoch) {}
