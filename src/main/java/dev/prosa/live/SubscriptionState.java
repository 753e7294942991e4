package dev.prosa.live;

import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Where a subscription gets its next frame. As with {@link ConnectionState}, only the transitions that a state offers
 * exist. Confined to the connection's event loop.
 */
sealed interface SubscriptionState {

    static Following following() {
        return Following.INSTANCE;
    }

    default Closed closed() {
        return Closed.INSTANCE;
    }

    /** There may be a frame to send. */
    sealed interface Sending extends SubscriptionState {}

    /** The next frame is in the hub. */
    final class Following implements Sending {
        private static final Following INSTANCE = new Following();

        private Following() {}

        Reading reads() {
            return new Reading();
        }
    }

    /** A read of the database is in flight: of the log, or of the caller's access. */
    final class Reading implements SubscriptionState {
        private Cancellable read = () -> {};
        private boolean woken;

        private Reading() {}

        void inFlight(Cancellable started) {
            read = started;
        }

        void cancel() {
            read.cancel();
        }

        /** The hub has more events than when the read began. */
        void wake() {
            woken = true;
        }

        boolean wasWoken() {
            return woken;
        }

        Following answered() {
            return Following.INSTANCE;
        }

        Fetched answered(Frame frame) {
            return new Fetched(frame);
        }
    }

    /** The next frame was read from the log. */
    final class Fetched implements Sending {
        private final Frame frame;

        private Fetched(Frame frame) {
            this.frame = frame;
        }

        Frame frame() {
            return frame;
        }

        Following taken() {
            return Following.INSTANCE;
        }
    }

    /** Nothing is sent any more. */
    final class Closed implements SubscriptionState {
        private static final Closed INSTANCE = new Closed();

        private Closed() {}
    }
}
