package dev.prosa.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A TCP proxy before a server on this machine. It can be cut, frozen and restored, and it can inject random faults into
 * its connections one by one. Everything happens on one event loop.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final Set<ProxiedConnection> connections = new HashSet<>();
    private final int target;
    private final int port;
    private NetServer server;
    private volatile boolean frozen;
    private RandomFaults faults;

    private FaultProxy(int target) {
        this.target = target;
        this.server = listen(0);
        this.port = server.actualPort();
    }

    public static FaultProxy to(int port) {
        return new FaultProxy(port);
    }

    /** The port on which the proxy listens. */
    public int port() {
        return port;
    }

    private NetServer listen(int wanted) {
        NetServerOptions options = new NetServerOptions().setAcceptBacklog(BACKLOG);
        return done(vertx.createNetServer(options).connectHandler(this::connect).listen(wanted, "127.0.0.1"));
    }

    private void connect(NetSocket accepted) {
        ProxiedConnection connection = new ProxiedConnection(accepted, connections::remove);
        connections.add(connection);
        client.connect(target, "127.0.0.1")
                .onSuccess(upstream -> join(connection, upstream))
                .onFailure(refused -> connection.end());
    }

    private void join(ProxiedConnection connection, NetSocket upstream) {
        connection.connectTo(upstream);
        if (frozen) connection.stall();
        else scheduleFault(connection);
    }

    /** Every connection ends, and none can be made. */
    public void cut() {
        done(server.close());
        each(ProxiedConnection::end);
    }

    /** Nothing goes through any more; connections stay, and can be made. */
    public void freeze() {
        onLoop(() -> frozen = true);
        each(ProxiedConnection::stall);
    }

    /** Ends a cut or a freeze. */
    public void restore() {
        if (frozen) thaw();
        else server = listen(port);
    }

    private void thaw() {
        onLoop(() -> frozen = false);
        each(ProxiedConnection::resume);
    }

    /** From now on every connection, existing or new, gets a fault. */
    public void injectFaults(RandomFaults random) {
        onLoop(() -> faults = random);
        each(this::scheduleFault);
    }

    /** No connection gets a fault any more; a stalled one still resumes or is cut. */
    public void stopFaults() {
        onLoop(() -> faults = null);
    }

    private void scheduleFault(ProxiedConnection connection) {
        if (faults == null) return;
        RandomFaults.Fault fault = faults.next();
        vertx.setTimer(Math.max(1, fault.after().toMillis()), t -> inject(connection, fault.type()));
    }

    private void inject(ProxiedConnection connection, RandomFaults.FaultType type) {
        if (faults == null || connection.isEnded()) return;
        switch (type) {
            case FIN -> connection.end();
            case RST -> connection.reset();
            case HALF_OPEN -> connection.leaveHalfOpen();
            case STALL -> stalled(connection, this::resumed);
            case STALL_AND_CUT -> stalled(connection, ProxiedConnection::end);
        }
    }

    private void stalled(ProxiedConnection connection, Consumer<ProxiedConnection> then) {
        connection.stall();
        vertx.setTimer(RandomFaults.STALL.toMillis(), t -> then.accept(connection));
    }

    private void resumed(ProxiedConnection connection) {
        connection.resume();
        scheduleFault(connection);
    }

    private void each(Consumer<ProxiedConnection> what) {
        onLoop(() -> List.copyOf(connections).forEach(what));
    }

    private void onLoop(Runnable work) {
        Promise<Void> promise = Promise.promise();
        vertx.runOnContext(v -> {
            work.run();
            promise.complete();
        });
        done(promise.future());
    }

    @Override
    public void close() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> work) {
        return work.toCompletionStage().toCompletableFuture().join();
    }
}
