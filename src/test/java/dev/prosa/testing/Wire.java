package dev.prosa.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to a server on this machine, which can be cut, frozen and mended. */
public final class Wire implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<NetSocket> ends = ConcurrentHashMap.newKeySet();
    private final int target;
    private final int port;
    private NetServer server;
    private volatile boolean frozen;

    private Wire(int target) {
        this.target = target;
        this.server = listen(0);
        this.port = server.actualPort();
    }

    public static Wire to(int port) {
        return new Wire(port);
    }

    /** The port at this end. */
    public int port() {
        return port;
    }

    private NetServer listen(int wanted) {
        return done(vertx.createNetServer().connectHandler(this::connect).listen(wanted, "127.0.0.1"));
    }

    private void connect(NetSocket near) {
        keep(near);
        vertx.createNetClient()
                .connect(target, "127.0.0.1")
                .onSuccess(far -> join(near, far))
                .onFailure(refused -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        keep(far);
        near.handler(far::write).closeHandler(v -> end(near, far));
        far.handler(near::write).closeHandler(v -> end(near, far));
        if (!frozen) thaw();
    }

    private void keep(NetSocket end) {
        end.pause();
        ends.add(end);
    }

    private void end(NetSocket near, NetSocket far) {
        ends.remove(near);
        ends.remove(far);
        near.close();
        far.close();
    }

    /** Every connection ends, and none can be made. */
    public void cut() {
        done(server.close());
        ends.forEach(NetSocket::close);
    }

    /** Nothing goes through any more; connections stay, and can be made. */
    public void freeze() {
        frozen = true;
        ends.forEach(NetSocket::pause);
    }

    /** Whatever was done to it. */
    public void mend() {
        if (frozen) thaw();
        else server = listen(port);
    }

    private void thaw() {
        frozen = false;
        ends.forEach(NetSocket::resume);
    }

    @Override
    public void close() {
        done(vertx.close());
    }

    private static <T> T done(Future<T> work) {
        return work.toCompletionStage().toCompletableFuture().join();
    }
}
