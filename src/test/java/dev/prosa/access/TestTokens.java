package dev.prosa.access;

import dev.prosa.access.localtoken.LocalIssuerConfig;
import dev.prosa.access.localtoken.Tokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Tokens as a login hands them out, for agents that have no password. */
@Singleton
public class TestTokens {

    private final Tokens tokens;
    private final LocalIssuerConfig config;
    private final Clock clock;

    TestTokens(Tokens tokens, LocalIssuerConfig config, Clock clock) {
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    public String of(UUID institution, UUID agent) {
        return tokens.sign(institution, agent, clock.instant()).text();
    }

    /** One whose line ends then, in whole seconds. */
    public String endingIn(Duration left, UUID institution, UUID agent) {
        return tokens.sign(
                        institution,
                        agent,
                        clock.instant().minus(config.lineLife()).plus(left))
                .text();
    }
}
