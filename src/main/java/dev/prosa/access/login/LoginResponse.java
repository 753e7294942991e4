package dev.prosa.access.login;

import java.time.Instant;

/** A login as it is answered. */
record LoginResponse(String token, Instant expiresAt, AgentView agent) {}
