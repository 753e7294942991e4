package dev.prosa.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.live.LiveStore.Viewer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocketCountsTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final Viewer ana = new Viewer(UUID.randomUUID(), UUID.randomUUID());
    private final Viewer bruno = new Viewer(ana.institution(), UUID.randomUUID());
    private final SocketCounts counts = new SocketCounts(2, 3);

    @Test
    void aCallerMayHaveSoManyFromWhereverTheyAre() {
        assertThat(counts.came(ana, HERE)).isTrue();
        assertThat(counts.came(ana, THERE)).isTrue();
        assertThat(counts.came(ana, THERE)).isFalse();
        assertThat(counts.came(bruno, THERE)).isTrue();
    }

    @Test
    void anAddressMayHaveSoManyOfWhomever() {
        counts.came(ana, HERE);
        counts.came(ana, HERE);
        assertThat(counts.came(bruno, HERE)).isTrue();
        assertThat(counts.came(bruno, HERE)).isFalse();
        assertThat(counts.came(ana, THERE)).isFalse();
    }

    @Test
    void whoLeavesMakesRoomAlsoIfItWasOneTooMany() {
        counts.came(ana, HERE);
        counts.came(ana, HERE);
        counts.came(ana, HERE);
        counts.left(ana, HERE);
        counts.left(ana, HERE);
        assertThat(counts.came(ana, HERE)).isTrue();
        assertThat(counts.came(ana, HERE)).isFalse();
    }
}
