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
 * The way to a server on this machine, which can be cut, frozen and mended, or left to a storm that strikes its
 * connections one by one. Everything happens on one event loop.
 */
public final class Wire implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient();
    private final Set<Link> links = new HashSet<>();
    private final int target;
    private final int port;
    private NetServer server;
    private volatile boolean frozen;
    private Storm storm;

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
        NetServerOptions options = new NetServerOptions().setAcceptBacklog(BACKLOG);
        return done(vertx.createNetServer(options).connectHandler(this::connect).listen(wanted, "127.0.0.1"));
    }

    private void connect(NetSocket near) {
        Link link = new Link(near, links::remove);
        links.add(link);
        client.connect(target, "127.0.0.1").onSuccess(far -> join(link, far)).onFailure(refused -> link.end());
    }

    private void join(Link link, NetSocket far) {
        link.reaches(far);
        if (frozen) link.stall();
        else exposed(link);
    }

    /** Every connection ends, and none can be made. */
    public void cut() {
        done(server.close());
        each(Link::end);
    }

    /** Nothing goes through any more; connections stay, and can be made. */
    public void freeze() {
        onLoop(() -> frozen = true);
        each(Link::stall);
    }

    /** Whatever was done to it. */
    public void mend() {
        if (frozen) thaw();
        else server = listen(port);
    }

    private void thaw() {
        onLoop(() -> frozen = false);
        each(Link::goOn);
    }

    /** From now on this strikes its connections, those that are there and those that come. */
    public void expose(Storm strikes) {
        onLoop(() -> storm = strikes);
        each(this::exposed);
    }

    /** No connection is struck any more; one that is stalled comes to its end. */
    public void shelter() {
        onLoop(() -> storm = null);
    }

    private void exposed(Link link) {
        if (storm == null) return;
        Storm.Strike strike = storm.next();
        vertx.setTimer(Math.max(1, strike.after().toMillis()), t -> struck(link, strike.fate()));
    }

    private void struck(Link link, Storm.Fate fate) {
        if (storm == null || link.isEnded()) return;
        switch (fate) {
            case FIN -> link.end();
            case RST -> link.reset();
            case HALF_OPEN -> link.forgetNear();
            case STALL -> stalled(link, this::resumed);
            case STALL_AND_CUT -> stalled(link, Link::end);
        }
    }

    private void stalled(Link link, Consumer<Link> then) {
        link.stall();
        vertx.setTimer(Storm.STALL.toMillis(), t -> then.accept(link));
    }

    private void resumed(Link link) {
        link.goOn();
        exposed(link);
    }

    private void each(Consumer<Link> what) {
        onLoop(() -> List.copyOf(links).forEach(what));
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
