package dev.prosa.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bounds and time-outs of live push. */
@ConfigMapping(prefix = "prosa.live")
public interface LiveConfig {

    /** A heartbeat is sent after this time without any other frame. */
    @WithDefault("20S")
    Duration heartbeat();

    /** Latest events held in memory per watched department, at least 1. */
    @WithDefault("256")
    @Min(1)
    int ringEvents();

    /** Bytes of events held in memory per watched department (one event may be longer), at least 1. */
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

    /** Frames of one client that wait to be handled, at least 1; with one more its socket is closed with 4400. */
    @WithDefault("1024")
    @Min(1)
    int requestQueueSize();

    /** Their characters together, at least 8,192; beyond it the socket is closed with 4400. */
    @WithDefault("262144")
    @Min(8_192)
    int requestQueueCharacters();

    /** Replies that wait to be sent to one client, at least 1; with one more its socket is closed with 4408. */
    @WithDefault("1024")
    @Min(1)
    int replyQueueSize();

    /** Subscriptions of one socket, at least 1; one more is refused with an error frame. */
    @WithDefault("1000")
    @Min(1)
    int maxSubscriptions();

    /**
     * Sockets and streams of one agent or API key on this node, at least 1; one more is closed with 4429, or refused.
     */
    @WithDefault("100")
    @Min(1)
    int maxConnectionsPerCaller();

    /**
     * Sockets and streams from one address on this node, at least 1; one more socket is closed with 4429, one more
     * stream refused with 429. Behind a proxy {@code quarkus.http.proxy.proxy-address-forwarding} must be on, or all
     * clients have the proxy's address.
     */
    @WithDefault("2000")
    @Min(1)
    int maxConnectionsPerAddress();

    /**
     * Frames of one client a second, fragments and pings included, at least 1; a burst may have as many frames as may
     * wait ({@link #requestQueueSize()}). Beyond it the socket is closed with 4400.
     */
    @WithDefault("100")
    @Min(1)
    int framesPerSecond();

    /** Invalid frames that one client may send; with one more its socket is closed with 4400. */
    @WithDefault("10")
    @Min(0)
    int maxInvalidFrames();

    /** How long a read of access, departments or events may take until it fails. */
    @WithDefault("5S")
    Duration readTimeout();

    /** How long one write may stay in flight until the client counts as too slow: 4408. */
    @WithDefault("30S")
    Duration writeTimeout();

    /**
     * A client that is more events behind than this, at least 1, has only a tenth of the write timeout for each write.
     */
    @WithDefault("10000")
    @Min(1)
    int slowConsumerLag();

    /** How long a client may send nothing, not even a pong, until its socket is closed: two ping intervals or more. */
    @WithDefault("60S")
    Duration clientTimeout();

    /** How long a client may take to end a closed socket; then its TCP connection is dropped. */
    @WithDefault("5S")
    Duration closeTimeout();

    /** Upper end of the random delay for which clients are asked to wait before they reconnect after a shutdown. */
    @WithDefault("5S")
    Duration reconnectJitter();

    /** Origins, as browsers send them ({@code https://desk.example.com}), that may open a socket from another host. */
    @WithDefault("${prosa.allowed-origins:}")
    Optional<List<String>> allowedOrigins();
}
