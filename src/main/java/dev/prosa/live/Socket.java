package dev.prosa.live;

import io.quarkus.websockets.next.CloseReason;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A client's socket, or the stream that serves it as one.
 *
 * @param address the client's
 * @param send done when the frame has left this process
 * @param close says goodbye, behind all that was sent
 * @param drop ends it without a word
 * @param serial runs one task after the other: the socket's own event loop
 */
record Socket(
        String address, Function<Frame, Uni<Void>> send, Consumer<CloseReason> close, Runnable drop, Executor serial) {}
