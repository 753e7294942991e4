package dev.prosa.directory;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.inject.Singleton;

/** The caller of the request at hand, as {@code access} made it. */
@Singleton
public final class CurrentCaller {

    /** The attribute of the security identity that carries the {@link Caller}. */
    public static final String ATTRIBUTE = "prosa.caller";

    private final CurrentIdentityAssociation identity;

    CurrentCaller(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    /** @throws IllegalStateException on an endpoint that asks for no credential */
    public Caller get() {
        Caller caller = identity.getIdentity().getAttribute(ATTRIBUTE);
        if (caller == null) throw new IllegalStateException("no caller: the endpoint asks for no credential");
        return caller;
    }
}
