package dev.prosa.live.websocket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which origins may open a socket: the host itself, and the configured ones. Programs send no origin. */
final class AllowedOrigins {

    private final Set<String> configured;

    AllowedOrigins(List<String> configured) {
        this.configured = configured.stream().map(AllowedOrigins::canonical).collect(Collectors.toUnmodifiableSet());
    }

    private static String canonical(String origin) {
        return origin.strip().toLowerCase(Locale.ROOT);
    }

    /** @param host the Host header */
    boolean allow(String origin, String host) {
        return origin == null || configured.contains(canonical(origin)) || isOf(origin, host);
    }

    private static boolean isOf(String origin, String host) {
        try {
            String authority = URI.create(origin.strip()).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
