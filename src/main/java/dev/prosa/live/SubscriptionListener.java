package dev.prosa.live;

/** What a subscription reports to its connection, on the event loop. */
interface SubscriptionListener {

    /** Sends this before any events. */
    void reply(Frame frame);

    /** {@link Subscription#next} may have a frame. */
    void ready(Subscription subscription);

    /** The caller has lost its access, and the subscription is closed. */
    void revoked(Subscription subscription);

    /** The subscription cannot go on, by a fault of ours: its connection ends. */
    void failed(Throwable cause);

    /** So many events were handed to the socket. */
    void delivered(int events);

    /** The client was sent {@code resync}. */
    void resynced(String reason);

    /** The client is so many events behind the hub. */
    void behind(long events);
}
