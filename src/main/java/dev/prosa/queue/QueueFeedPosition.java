package dev.prosa.queue;

/** Where a department's feed stood when a page was read; {@code departmentId} is an id or {@code triage}. */
record QueueFeedPosition(String departmentId, long seq, String epoch) {}
