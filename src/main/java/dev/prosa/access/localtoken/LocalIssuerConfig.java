package dev.prosa.access.localtoken;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Prosa as an issuer of tokens. The one outside is configured by {@link dev.prosa.access.externalissuer.ExternalIssuerConfig}. */
@ConfigMapping(prefix = "prosa.access")
public interface LocalIssuerConfig {

    /** false: no login by password, tokens of the issuer outside only, and {@code PROSA_SECRET_KEY} is not needed. */
    @WithDefault("true")
    boolean ownIssuer();

    /** The {@code iss} of the tokens, the same on all nodes of one database. */
    @WithDefault("prosa")
    String issuer();

    /** How long a token lives. */
    @WithDefault("PT15M")
    Duration tokenLife();

    /** How long a line of renewed tokens lives from its login on. */
    @WithDefault("PT12H")
    Duration lineLife();

    /** How old the key that signs may get: a start that finds it older makes another one; tokens of before stay valid. */
    @WithDefault("P90D")
    Duration keyLife();

    /**
     * How many wrong passwords an email and address may send within {@link #failureWindow()}, 1 or more. Behind a proxy
     * {@code quarkus.http.proxy.proxy-address-forwarding} must be on (with {@code quarkus.http.proxy.trusted-proxies}):
     * otherwise all clients have the proxy's address, and one that guesses locks the others out.
     */
    @WithDefault("10")
    @Min(1)
    int failures();

    /** How many an address may send within the same time whatever the emails, 1 or more; many agents may share it. */
    @WithDefault("500")
    @Min(1)
    int addressFailures();

    /** The time over which wrong passwords are counted, from the first one on. */
    @WithDefault("PT15M")
    Duration failureWindow();
}
