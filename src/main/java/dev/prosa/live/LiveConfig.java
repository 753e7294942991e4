package dev.prosa.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The bounds of live push. */
@ConfigMapping(prefix = "prosa.live")
interface LiveConfig {

    /** Silence after which a heartbeat is sent. */
    @WithDefault("20S")
    Duration heartbeat();

    /** Latest events kept in memory per watched department, at least 1. */
    @WithDefault("256")
    @Min(1)
    int ringEvents();

    /** Bytes of events kept in memory per watched department (one event may be longer), at least 1. */
    @WithDefault("1048576")
    @Min(1)
    long ringBytes();

    /** How long a department is still followed after its last watcher has left. */
    @WithDefault("60S")
    Duration hubLinger();

    /** Events in one frame, 1–256. */
    @WithDefault("256")
    @Min(1)
    @Max(256)
    int frameEvents();

    /** Bytes of one frame of several events, 1–65,536. */
    @WithDefault("65536")
    @Min(1)
    @Max(65_536)
    int frameBytes();

    /** Frames of one client waiting to be handled; with one more its socket is closed with 4400. */
    @WithDefault("1024")
    @Min(1)
    int inboxFrames();

    /** Their characters together, at least 8,192; beyond it the socket is closed with 4400. */
    @WithDefault("262144")
    @Min(8_192)
    int inboxCharacters();

    /** Answers waiting for one client to take them; with one more its socket is closed with 4408. */
    @WithDefault("1024")
    @Min(1)
    int answers();

    /** Subscriptions of one socket, at least 1; one more is refused with an error frame. */
    @WithDefault("1000")
    @Min(1)
    int subscriptions();

    /** Sockets and streams of one agent or API key on this node, at least 1; one more is closed with 4429, or refused. */
    @WithDefault("100")
    @Min(1)
    int socketsEach();

    /**
     * Sockets and streams from one address on this node, at least 1; one more socket is closed with 4429, one more stream
     * refused with 429. Behind a proxy {@code quarkus.http.proxy.proxy-address-forwarding} must be on, or all clients
     * have the proxy's address.
     */
    @WithDefault("2000")
    @Min(1)
    int socketsPerAddress();

    /**
     * Frames of one client a second, its fragments and pings too, at least 1; as many more as may wait
     * ({@link #inboxFrames()}) may come at once. Beyond it the socket is closed with 4400.
     */
    @WithDefault("100")
    @Min(1)
    int framesPerSecond();

    /** Frames of one client that are not understood; with one more its socket is closed with 4400. */
    @WithDefault("10")
    @Min(0)
    int badFrames();

    /** How long a read of rights, departments or events may take before it is given up. */
    @WithDefault("5S")
    Duration readTimeout();

    /** How long one write may stay in flight until the client counts as too slow: 4408. */
    @WithDefault("30S")
    Duration writeTimeout();

    /**
     * Events by which a client may be behind before a write of its may be in flight for a tenth of the write timeout only,
     * at least 1.
     */
    @WithDefault("10000")
    @Min(1)
    int farBehind();

    /** How long a client may say nothing, not even answer a ping, until it counts as gone: two ping intervals or more. */
    @WithDefault("60S")
    Duration clientSilence();

    /** How long a socket that was told goodbye may take to end; then its TCP connection is dropped. */
    @WithDefault("5S")
    Duration closeTimeout();

    /** Upper end of the random delay that clients are told to wait before they reconnect after a shutdown. */
    @WithDefault("5S")
    Duration reconnectJitter();

    /** Origins, as browsers send them ({@code https://desk.example.com}), that may open a socket from another host. */
    @WithDefault("${prosa.allowed-origins:}")
    Optional<List<String>> allowedOrigins();
}
