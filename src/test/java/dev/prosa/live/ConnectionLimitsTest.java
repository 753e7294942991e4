package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final Viewer ana = new Viewer(UUID.randomUUID(), UUID.randomUUID());
    private final Viewer bruno = new Viewer(ana.institution(), UUID.randomUUID());
    private final ConnectionLimits limits = new ConnectionLimits(2, 3);

    @Test
    void caller_isLimited_overAllAddresses() {
        assertThat(limits.acquire(ana, HERE)).isTrue();
        assertThat(limits.acquire(ana, THERE)).isTrue();
        assertThat(limits.acquire(ana, THERE)).isFalse();
        assertThat(limits.acquire(bruno, THERE)).isTrue();
    }

    @Test
    void address_isLimited_overAllCallers() {
        limits.acquire(ana, HERE);
        limits.acquire(ana, HERE);
        assertThat(limits.acquire(bruno, HERE)).isTrue();
        assertThat(limits.acquire(bruno, HERE)).isFalse();
        assertThat(limits.acquire(ana, THERE)).isFalse();
    }

    @Test
    void release_freesAPermit_alsoOfOneTooMany() {
        limits.acquire(ana, HERE);
        limits.acquire(ana, HERE);
        limits.acquire(ana, HERE);
        limits.release(ana, HERE);
        limits.release(ana, HERE);
        assertThat(limits.acquire(ana, HERE)).isTrue();
        assertThat(limits.acquire(ana, HERE)).isFalse();
    }
}
