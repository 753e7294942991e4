package dev.prosa.live;

import static dev.prosa.live.Events.event;
import static dev.prosa.live.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.feed.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FrameCutterTest {

    private final FrameCutter cutter = new FrameCutter("triage", 256, 65_536);

    @Test
    void frame_hasStoredTexts_inOrder() {
        assertThat(cutter.cut(events(1, 2)).text())
                .isEqualTo("{\"type\":\"events\",\"departmentId\":\"triage\",\"events\":[{\"seq\":1},{\"seq\":2}]}");
    }

    @Test
    void frame_hasAtMost256Events() {
        assertThat(cutter.cut(events(1, 257)).last()).isEqualTo(256);
    }

    @Test
    void frame_ofSeveralEvents_hasAtMost64KiB() {
        List<FeedEvent> events = List.of(sized(1, 30_000), sized(2, 30_000), sized(3, 30_000));
        assertThat(cutter.cut(events).last()).isEqualTo(2);
    }

    @Test
    void size_includesTheWholeFrame() {
        int around = bytes(cutter.cut(List.of(sized(1, 0))));
        int room = 65_536 - around - 1;
        List<FeedEvent> fitting = List.of(sized(1, 30_000), sized(2, room - 30_000));
        assertThat(bytes(cutter.cut(fitting))).isEqualTo(65_536);
        List<FeedEvent> oneByteMore = List.of(sized(1, 30_000), sized(2, room - 30_000 + 1));
        assertThat(cutter.cut(oneByteMore).last()).isEqualTo(1);
    }

    @Test
    void frame_ofOneEvent_mayBeLarger() {
        assertThat(cutter.cut(List.of(sized(1, 100_000), event(2))).last()).isEqualTo(1);
    }

    @Test
    void size_isCounted_inUtf8() {
        FeedEvent umlauts = new FeedEvent(1, "test.event", Instant.EPOCH, null, false, 60_000, "ä".repeat(30_000));
        assertThat(cutter.cut(List.of(umlauts, sized(2, 6_000))).last()).isEqualTo(1);
    }

    @Test
    void frame_isCut_atRevokedAccess() {
        UUID agent = UUID.randomUUID();
        Frame frame = cutter.cut(List.of(event(1), Events.revocation(2, agent), event(3)));
        assertThat(frame.revokedAt(agent, 1)).isEqualTo(2);
        assertThat(frame.revokedAt(agent, 2)).as("checked after it ended").isZero();
        assertThat(frame.revokedAt(UUID.randomUUID(), 0)).as("somebody else's").isZero();
        assertThat(cutter.upTo(frame, 2).text()).endsWith("[{\"seq\":1},{\"seq\":2}]}");
    }

    private static FeedEvent sized(long seq, int bytes) {
        return event(seq, "x".repeat(bytes));
    }

    private static int bytes(Frame frame) {
        return frame.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
