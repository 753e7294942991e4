package dev.prosa.access.externalissuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.prosa.access.localtoken.LocalIssuerConfig;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import dev.prosa.testing.TestIssuer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalTokenVerifierTest {

    private static final String MARIA = "maria@example.org";

    private final TestIssuer issuer = new TestIssuer();
    private final Map<String, String> configured = new HashMap<>(
            Map.of("mp.jwt.verify.issuer", TestIssuer.NAME, "mp.jwt.verify.publickey.location", issuer.keysAddress()));

    private Duration passed = Duration.ZERO;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.now().plus(passed);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        issuer.close();
    }

    // --- what a token must say

    @Test
    void token_withVerifiedEmail_isAcceptedUntilItExpires() throws Exception {
        Instant end = Instant.now().plusSeconds(300);
        ExternalToken token = accepted(tokens(), issuer.token(MARIA));
        assertThat(token.email()).isEqualTo(MARIA);
        assertThat(token.expiresAt()).isBetween(end.plusSeconds(55), end.plusSeconds(61));
    }

    @Test
    void token_withVerifiedEmailAsText_isAccepted() {
        accepted(tokens(), issuer.token(MARIA, claims -> claims.setClaim("email_verified", "true")));
    }

    static List<Consumer<JwtClaims>> wrongClaims() {
        return List.of(
                claims -> claims.unsetClaim("email"),
                claims -> claims.setClaim("email", List.of(MARIA)),
                claims -> claims.setClaim("email", MARIA + "\0"),
                claims -> claims.unsetClaim("email_verified"),
                claims -> claims.setClaim("email_verified", false),
                claims -> claims.setClaim("email_verified", 1),
                claims -> claims.setIssuer("https://login.example.org/realms/another"),
                claims -> claims.unsetClaim("iss"),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.setClaim("exp", "soon"),
                claims -> claims.setClaim("exp", Long.MAX_VALUE),
                claims -> claims.setExpirationTime(secondsFromNow(-61)),
                claims -> claims.setExpirationTime(secondsFromNow(-59)),
                claims -> claims.setNotBefore(secondsFromNow(65)));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void token_withAWrongClaim_isRefused(Consumer<JwtClaims> wrong) {
        refused(tokens(), issuer.token(MARIA, wrong));
    }

    @Test
    void clocks_mayDiffer_byTheConfiguredSkewOnly() {
        accepted(tokens(), issuer.token(MARIA, claims -> claims.setExpirationTime(secondsFromNow(-30))));
        accepted(tokens(), issuer.token(MARIA, claims -> claims.setNotBefore(secondsFromNow(30))));
        configured.put("mp.jwt.verify.clock.skew", "0");
        refused(tokens(), issuer.token(MARIA, claims -> claims.setExpirationTime(secondsFromNow(1))));
        accepted(tokens(), issuer.token(MARIA, claims -> claims.setExpirationTime(secondsFromNow(30))));
    }

    @Test
    void token_forAnotherAudience_isRefused() {
        String forOthers = issuer.token(MARIA, claims -> claims.setAudience("account", "another"));
        accepted(tokens(), forOthers);
        configured.put("mp.jwt.verify.audiences", "prosa,desk");
        ExternalTokenVerifier strict = tokens();
        refused(strict, forOthers);
        refused(strict, issuer.token(MARIA));
        accepted(strict, issuer.token(MARIA, claims -> claims.setAudience("account", "desk")));
    }

    @Test
    void token_olderThanTheMaximumAge_isRefused() {
        configured.put("mp.jwt.verify.token.age", "120");
        configured.put("mp.jwt.verify.clock.skew", "0");
        ExternalTokenVerifier young = tokens();
        ExternalToken token = accepted(young, issuer.token(MARIA, claims -> claims.setIssuedAt(secondsFromNow(-100))));
        assertThat(token.expiresAt()).isBefore(Instant.now().plusSeconds(21));
        refused(young, issuer.token(MARIA, claims -> claims.setIssuedAt(secondsFromNow(-121))));
        refused(young, issuer.token(MARIA, claims -> claims.unsetClaim("iat")));
    }

    // --- by what it must be signed

    @Test
    void token_signedByAnEllipticKey_isAccepted() {
        issuer.publish(TestIssuer.ellipticKey());
        accepted(tokens(), issuer.token(MARIA));
    }

    @Test
    void token_ofAnUnlistedAlgorithm_isRefused() {
        configured.put("mp.jwt.verify.publickey.algorithm", "ES256");
        refused(tokens(), issuer.token(MARIA));
        issuer.publish(TestIssuer.ellipticKey());
        accepted(tokens(), issuer.token(MARIA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512", "PS256"})
    void anotherAlgorithmOfTheRightKeyIsRefused(String algorithm) throws JoseException {
        refused(tokens(), by(algorithm, issuer.newest()));
    }

    @Test
    void token_withoutSignature_isRefused_withoutKeyLookup() {
        ExternalTokenVerifier tokens = tokens();
        accepted(tokens, issuer.token(MARIA));
        int before = issuer.keyRequests();
        String[] parts = issuer.token(MARIA).split("\\.");
        refused(tokens, encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        refused(tokens, parts[0] + "." + parts[1] + ".");
        refused(tokens, encoded("{\"alg\":\"none\",\"kid\":\"x\"}") + "." + parts[1] + "." + parts[2]);
        assertThat(issuer.keyRequests()).isEqualTo(before);
    }

    @Test
    void token_signedWithThePublicKeyAsSecret_isRefused() throws JoseException {
        ExternalTokenVerifier tokens = tokens();
        String pem = RsaKeyUtil.pemEncode(issuer.newest().getPublicKey());
        for (String secret : List.of(pem, issuer.newest().toJson(OutputControlLevel.PUBLIC_ONLY))) {
            JsonWebSignature forged = unsigned("HS256");
            forged.setKeyIdHeaderValue(issuer.newest().getKeyId());
            forged.setKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)));
            refused(tokens, forged.getCompactSerialization());
        }
    }

    @Test
    void token_ofAnotherKeyUnderAPublishedName_isRefused() throws JoseException {
        PublicJsonWebKey forged = TestIssuer.rsaKey();
        forged.setKeyId(issuer.newest().getKeyId());
        refused(tokens(), by("RS256", forged));
    }

    @Test
    void token_bringingItsOwnKey_isNotVerifiedByIt() throws JoseException {
        PublicJsonWebKey own = TestIssuer.rsaKey();
        JsonWebSignature forged = unsigned("RS256");
        forged.setKey(own.getPrivateKey());
        forged.getHeaders().setJwkHeaderValue("jwk", own);
        forged.setHeader("jku", issuer.keysAddress());
        refused(tokens(), forged.getCompactSerialization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "..", "a.b.c", "prosa_sk_x", "{}", "eyJhbGciOiJSUzI1NiJ9.e30.x"})
    void whatIsNoTokenIsNotTakenForOneOfTheExternalIssuer(String text) {
        assertThat(tokens().claimed(text)).isFalse();
    }

    @Test
    void token_isExternal_byItsIssuerName() {
        assertThat(tokens().claimed(issuer.token(MARIA))).isTrue();
        assertThat(tokens().claimed(issuer.token(MARIA, claims -> claims.setIssuer("prosa"))))
                .isFalse();
        configured.clear();
        assertThat(tokens().claimed(issuer.token(MARIA))).isFalse();
    }

    // --- where the keys are

    @Test
    void keys_rotated_areFound_andTheOldOneStaysValid() {
        ExternalTokenVerifier tokens = tokens();
        String before = issuer.token(MARIA);
        accepted(tokens, before);
        issuer.publish(TestIssuer.rsaKey());
        accepted(tokens, issuer.token(MARIA));
        accepted(tokens, before);
    }

    @Test
    void key_withdrawn_isForgottenWithinMinutes() {
        ExternalTokenVerifier tokens = tokens();
        String before = issuer.token(MARIA, claims -> claims.setExpirationTimeMinutesInTheFuture(60));
        accepted(tokens, before);
        issuer.withdraw(issuer.newest());
        issuer.publish(TestIssuer.rsaKey());
        passed = Duration.ofMinutes(11);
        await().untilAsserted(() -> refused(tokens, before));
    }

    @Test
    void issuerThatIsAway_leavesKnownKeysGoodAndAnswers503ToOthers() {
        ExternalTokenVerifier tokens = tokens();
        String before = issuer.token(MARIA);
        accepted(tokens, before);
        issuer.answers(500);
        passed = Duration.ofMinutes(2);
        accepted(tokens, before);
        issuer.publish(TestIssuer.rsaKey());
        String unknown = issuer.token(MARIA);
        assertThat(problem(tokens, unknown)).isEqualTo(Problem.UNAVAILABLE);
        issuer.answers(200);
        accepted(tokens, unknown);
    }

    @Test
    void issuer_unreachableAtTheStart_isAskedAgain() {
        issuer.answers(503);
        ExternalTokenVerifier tokens = tokens();
        await().until(() -> issuer.keyRequests() == 1);
        assertThat(problem(tokens, issuer.token(MARIA))).isEqualTo(Problem.UNAVAILABLE);
        issuer.answers(200);
        accepted(tokens, issuer.token(MARIA));
    }

    @Test
    void issuer_unreachable_answers503() {
        issuer.close();
        assertThat(problem(tokens(), issuer.token(MARIA))).isEqualTo(Problem.UNAVAILABLE);
    }

    @Test
    void tokens_ofUnknownKeys_askTheIssuerAtMostTwice() {
        ExternalTokenVerifier tokens = tokens(Duration.ofSeconds(3));
        accepted(tokens, issuer.token(MARIA));
        int before = issuer.keyRequests();
        PublicJsonWebKey nobodys = TestIssuer.rsaKey();
        List<Uni<ExternalToken>> waiting = IntStream.range(0, 100)
                .mapToObj(n -> tokens.verify(byUnchecked(nobodys)).onFailure().recoverWithNull())
                .toList();
        of(Uni.join().all(waiting).andFailFast());
        // one for who came first, one after the pause for all others
        assertThat(issuer.keyRequests()).isBetween(before + 1, before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "elliptic"})
    void aKeyMayBeConfiguredItself(String kind) throws IOException {
        issuer.publish(kind.equals("rsa") ? TestIssuer.rsaKey() : TestIssuer.ellipticKey());
        PublicJsonWebKey key = issuer.newest();
        String pem =
                kind.equals("rsa") ? RsaKeyUtil.pemEncode(key.getPublicKey()) : EcKeyUtil.pemEncode(key.getPublicKey());
        configured.remove("mp.jwt.verify.publickey.location");
        for (String text : List.of(pem, key.toJson(OutputControlLevel.PUBLIC_ONLY), issuer.keys())) {
            configured.put("mp.jwt.verify.publickey", text);
            accepted(tokens(), issuer.token(MARIA));
        }
        configured.remove("mp.jwt.verify.publickey");
        Path file = Files.writeString(directory.resolve("key.pem"), pem);
        for (String location : List.of(file.toString(), file.toUri().toString())) {
            configured.put("mp.jwt.verify.publickey.location", location);
            ExternalTokenVerifier tokens = tokens();
            accepted(tokens, issuer.token(MARIA));
            refused(tokens, byUnchecked(TestIssuer.rsaKey()));
        }
        assertThat(issuer.keyRequests()).isZero();
    }

    @Test
    void key_unreadable_stopsTheStart() {
        configured.put("mp.jwt.verify.publickey.location", "nowhere.pem");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::tokens)
                .withMessage("The file of mp.jwt.verify.publickey.location cannot be read");
        configured.remove("mp.jwt.verify.publickey.location");
        for (String none : List.of("x", "{}", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")) {
            configured.put("mp.jwt.verify.publickey", none);
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(this::tokens)
                    .withMessage("The public key of mp.jwt.verify.issuer is none");
        }
    }

    // --- a configuration that is half done

    @Test
    void configuration_incomplete_stopsTheStart() {
        stops(Map.of("mp.jwt.verify.issuer", "x"), "mp.jwt.verify.publickey.location must say");
        stops(Map.of("mp.jwt.verify.publickey", "x"), "mp.jwt.verify.issuer must be set");
        stops(
                Map.of(
                        "mp.jwt.verify.issuer", "x",
                        "mp.jwt.verify.publickey", "x",
                        "mp.jwt.verify.publickey.location", "x"),
                "Only one of");
        stops(
                Map.of("mp.jwt.verify.issuer", "prosa", "mp.jwt.verify.publickey", "x"),
                "mp.jwt.verify.issuer must not be the name of the local issuer");
        stops(Map.of("prosa.access.local-issuer", "false"), "nobody could sign in");
    }

    private void stops(Map<String, String> wrong, String because) {
        configured.clear();
        configured.putAll(wrong);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::tokens)
                .withMessageContaining(because);
    }

    private ExternalTokenVerifier tokens() {
        return tokens(Duration.ofMillis(100));
    }

    /** @param pause the minimum time between two refreshes of the keys */
    private ExternalTokenVerifier tokens(Duration pause) {
        ExternalIssuerConfig config = config(ExternalIssuerConfig.class);
        ExternalIssuer outside = new ExternalIssuer(config, config(LocalIssuerConfig.class));
        ExternalJwks keys = new ExternalJwks(config, clock, pause);
        keys.atStart(null);
        return new ExternalTokenVerifier(outside, keys, config, clock);
    }

    private <T> T config(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValues(configured)
                .build()
                .getConfigMapping(mapping);
    }

    private static ExternalToken accepted(ExternalTokenVerifier tokens, String text) {
        return of(tokens.verify(text));
    }

    private static void refused(ExternalTokenVerifier tokens, String text) {
        assertThat(problem(tokens, text)).isEqualTo(Problem.UNAUTHORIZED);
    }

    private static Problem problem(ExternalTokenVerifier tokens, String text) {
        Refused[] refusal = new Refused[1];
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> of(tokens.verify(text)))
                .satisfies(refused -> refusal[0] = refused);
        return refusal[0].problem();
    }

    private static String by(String algorithm, PublicJsonWebKey key) throws JoseException {
        JsonWebSignature signature = unsigned(algorithm);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        return signature.getCompactSerialization();
    }

    private static String byUnchecked(PublicJsonWebKey key) {
        try {
            return by("RS256", key);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonWebSignature unsigned(String algorithm) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(TestIssuer.NAME);
        claims.setClaim("email", MARIA);
        claims.setClaim("email_verified", true);
        claims.setExpirationTimeMinutesInTheFuture(5);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setPayload(claims.toJson());
        return signature;
    }

    private static NumericDate secondsFromNow(long seconds) {
        return NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T of(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
