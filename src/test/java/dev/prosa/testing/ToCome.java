package dev.prosa.testing;

import java.util.Set;

/** Operations that are documented and not built yet. */
public final class ToCome {

    public static final Set<String> OPERATIONS = Set.of(
            "POST /v1/auth/register",
            "POST /v1/departments",
            "PUT /v1/departments/{id}",
            "DELETE /v1/departments/{id}",
            "POST /v1/channels",
            "PUT /v1/channels/{id}",
            "DELETE /v1/channels/{id}",
            "POST /v1/channels/{channelId}/messages/{type}",
            "GET /v1/channels/{channelId}/conversations/{id}",
            "POST /v1/channels/{channelId}/reports");

    private ToCome() {}
}
