package dev.prosa.live.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedOriginsTest {

    private final AllowedOrigins origins = new AllowedOrigins(List.of("https://desk.example.com"));

    @Test
    void noOrigin_isAllowed() {
        assertThat(origins.allow(null, "prosa.example.com")).isTrue();
    }

    @Test
    void sameHost_isAllowed() {
        assertThat(origins.allow("https://prosa.example.com", "prosa.example.com"))
                .isTrue();
        assertThat(origins.allow("http://localhost:8080", "localhost:8080")).isTrue();
    }

    @Test
    void configuredOrigin_isAllowed() {
        assertThat(origins.allow("https://Desk.example.com", "prosa.example.com"))
                .isTrue();
    }

    @Test
    void otherOrigins_areRefused() {
        for (String origin : List.of(
                "https://evil.example",
                "https://prosa.example.com.evil.example",
                "https://desk.example.com:444",
                "http://desk.example.com",
                "null",
                "",
                "not a uri")) {
            assertThat(origins.allow(origin, "prosa.example.com")).as(origin).isFalse();
        }
    }
}
