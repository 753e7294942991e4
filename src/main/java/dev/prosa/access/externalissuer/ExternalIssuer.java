package dev.prosa.access.externalissuer;

import dev.prosa.access.localtoken.LocalIssuerConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which external issuer is trusted in addition to the local one or instead of it; an incomplete configuration is refused. */
@Singleton
final class ExternalIssuer {

    private final Optional<String> name;

    /** @throws ConfigurationException that says in one sentence what is wrong with the configuration */
    ExternalIssuer(ExternalIssuerConfig config, LocalIssuerConfig own) {
        boolean hasKey = config.publicKey().isPresent();
        boolean hasLocation = config.publicKeyLocation().isPresent();
        this.name = config.issuer();
        refuse(
                hasKey && hasLocation,
                "Only one of mp.jwt.verify.publickey and mp.jwt.verify.publickey.location may be set");
        refuse(
                name.isEmpty() && (hasKey || hasLocation),
                "mp.jwt.verify.issuer must be set to the issuer whose key is configured");
        refuse(
                name.isPresent() && !hasKey && !hasLocation,
                "mp.jwt.verify.publickey.location must say where the keys of mp.jwt.verify.issuer are");
        refuse(
                own.localIssuer() && name.filter(own.issuer()::equals).isPresent(),
                "mp.jwt.verify.issuer must not be the name of the local issuer, which prosa.access.issuer sets");
        refuse(
                !own.localIssuer() && name.isEmpty(),
                "The local issuer is off and mp.jwt.verify.issuer is not set: nobody could sign in");
    }

    /** Whether this is the {@code iss} of the one that is trusted. */
    boolean is(String issuer) {
        return issuer != null && name.filter(issuer::equals).isPresent();
    }

    boolean isConfigured() {
        return name.isPresent();
    }

    private static void refuse(boolean wrong, String sentence) {
        if (wrong) throw new ConfigurationException(sentence);
    }
}
