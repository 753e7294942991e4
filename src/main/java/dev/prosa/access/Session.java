package dev.prosa.access;

import java.time.Instant;

/** A login as it is answered. */
record Session(String token, Instant expiresAt, AgentView agent) {}
