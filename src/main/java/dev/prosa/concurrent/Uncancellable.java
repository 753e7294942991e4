package dev.prosa.concurrent;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Supplier;

/**
 * Work on the database that goes to its end although the request it serves is cancelled: a client that hangs up cancels
 * its request, and a session that is cancelled on its way does not give its connection back (quarkus#51576).
 */
public final class Uncancellable {

    private Uncancellable() {}

    /**
     * The work begins where and when the answer is subscribed to, once for each subscription, so on the Vert.x context of
     * its caller; to cancel the answer is to hear no more of it. The work outlives the request's CDI context: what it
     * needs of that, such as the caller, it must have been given.
     */
    public static <T> Uni<T> of(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(answer -> begin(work, answer));
    }

    private static <T> void begin(Supplier<Uni<T>> work, UniEmitter<? super T> answer) {
        work.get().subscribe().with(answer::complete, answer::fail);
    }
}
