package dev.prosa.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of tokens outside of Prosa: signs them, and publishes its keys over HTTP on a free port of its own. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    public static final String NAME = "https://login.example.org/realms/desk";

    /** Made once: that takes long. */
    private static final PublicJsonWebKey FIRST = rsaKey();

    private static TestIssuer ofTheService;

    private final List<PublicJsonWebKey> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        publish(FIRST);
        server.createContext("/keys", this::answer);
        server.start();
    }

    /** The one whose tokens the service under test in this JVM accepts. */
    public static TestIssuer ofTheService() {
        return ofTheService;
    }

    public static PublicJsonWebKey rsaKey() {
        try {
            return named(RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static PublicJsonWebKey ellipticKey() {
        try {
            return named(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key) {
        key.setKeyId(UUID.randomUUID().toString());
        return key;
    }

    public String keysAddress() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    /** The keys as they are published, from the newest on. */
    public String keys() {
        return new JsonWebKeySet(published).toJson();
    }

    public PublicJsonWebKey newest() {
        return published.get(0);
    }

    /** From now on tokens are signed by this one; those of before stay published. */
    public void publish(PublicJsonWebKey key) {
        published.add(0, key);
    }

    public void withdraw(PublicJsonWebKey key) {
        published.remove(key);
    }

    /** @param status what its address answers from now on; 200 with the keys */
    public void answers(int status) {
        this.status = status;
    }

    /** How often its keys were asked for. */
    public int keyRequests() {
        return keyRequests.get();
    }

    /** A token of five minutes that Prosa accepts if there is an agent of this email. */
    public String token(String email) {
        return token(email, claims -> {});
    }

    public String token(String email, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setClaim("email", email);
        claims.setClaim("email_verified", true);
        claims.setIssuedAt(NumericDate.fromSeconds(Instant.now().getEpochSecond() - 120));
        claims.setExpirationTimeMinutesInTheFuture(5);
        change.accept(claims);
        return signed(claims, newest());
    }

    public static String signed(JwtClaims claims, PublicJsonWebKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(key.getKeyType().equals("EC") ? "ES256" : "RS256");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        keyRequests.incrementAndGet();
        byte[] body = (status == 200 ? keys() : "gone").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public Map<String, String> start() {
        ofTheService = this;
        return Map.of(
                "mp.jwt.verify.issuer",
                NAME,
                "mp.jwt.verify.publickey.location",
                keysAddress(),
                "mp.jwt.verify.clock.skew",
                "0");
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
