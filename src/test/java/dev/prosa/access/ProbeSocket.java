package dev.prosa.access;

import dev.prosa.directory.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;

/** A socket that says who opened it and until when. */
@WebSocket(path = "/v1/door")
@Authenticated
final class ProbeSocket {

    private final CurrentCaller caller;
    private final SecurityIdentity identity;

    ProbeSocket(CurrentCaller caller, SecurityIdentity identity) {
        this.caller = caller;
        this.identity = identity;
    }

    @OnOpen
    String open() {
        return caller.get().id() + " " + identity.getAttribute(AuthenticatedCaller.EXPIRES_AT);
    }
}
