package dev.prosa.live;

import static dev.prosa.testing.RawWebSocket.CLOSE;
import static dev.prosa.testing.RawWebSocket.CONTINUATION;
import static dev.prosa.testing.RawWebSocket.FINAL;
import static dev.prosa.testing.RawWebSocket.PING;
import static dev.prosa.testing.RawWebSocket.PONG;
import static dev.prosa.testing.RawWebSocket.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.access.TestTokens;
import dev.prosa.testing.FeedWriter;
import dev.prosa.testing.RawWebSocket;
import dev.prosa.testing.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 6455 allows, and the close codes for what it forbids. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WebSocketConformanceIT {

    /** The reply repeats the department, which shows how the message was understood. */
    private static final String MESSAGE = "{\"type\":\"subscribe\",\"departmentId\":\"\uD83D\uDC4B ol\u00e9\"}";

    private static final String UNDERSTOOD = "\"departmentId\":\"\uD83D\uDC4B ol\u00e9\"";

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestTokens tokens;

    @Inject
    LiveConnections connections;

    private RawWebSocket client;

    @BeforeEach
    void aClient() throws SQLException {
        try (FeedWriter database = new FeedWriter(TestDatabase.ofTheService().connect())) {
            UUID institution = database.institution();
            client = RawWebSocket.connect(base, tokens.of(institution, database.agent(institution, "ADMIN")));
        }
        client.awaitsText("hello");
    }

    @AfterEach
    void leaves() {
        client.close();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    // --- fragments

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void fragments_cutWithinACharacter_areUnderstood(int length) {
        byte[] message = MESSAGE.getBytes(UTF_8);
        client.send(TEXT, Arrays.copyOf(message, length));
        for (int i = length; i < message.length; i += length)
            client.send(CONTINUATION, Arrays.copyOfRange(message, i, Math.min(message.length, i + length)));
        client.send(FINAL | CONTINUATION, "");
        assertThat(client.awaitsText("NOT_FOUND")).contains(UNDERSTOOD);
    }

    @Test
    void message_beginningWithAnEmptyFragment_isUnderstood() {
        client.send(TEXT, "").send(FINAL | CONTINUATION, MESSAGE);
        assertThat(client.awaitsText("NOT_FOUND")).contains(UNDERSTOOD);
    }

    @Test
    void ping_betweenFragments_isAnsweredAtOnce() {
        client.send(TEXT, MESSAGE.substring(0, 10)).send(FINAL | PING, "there?");
        assertThat(client.awaits(PONG).text()).isEqualTo("there?");
        client.send(FINAL | CONTINUATION, MESSAGE.substring(10));
        assertThat(client.awaitsText("NOT_FOUND")).contains(UNDERSTOOD);
    }

    // --- what is not text

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 ff 22", // no byte of UTF-8
                "c0 af", // longer than it needs to be
                "ed a0 80", // half a pair of surrogates
                "f4 90 80 80", // beyond the last character
                "e2 82" // cut off
            })
    void text_notUtf8_isClosedWith1007(String text) {
        client.send(FINAL | TEXT, bytes(text));
        assertThat(client.awaitsClose()).isEqualTo(1007);
    }

    @Test
    void brokenUtf8_isClosed_beforeTheLastFragment() {
        client.send(TEXT, bytes("e2 82")).send(CONTINUATION, bytes("22"));
        assertThat(client.awaitsClose()).isEqualTo(1007);
    }

    // --- what is no frame

    @ParameterizedTest
    @CsvSource({
        "a reserved bit,                         c1 80 00 00 00 00",
        "a reserved opcode,                      83 80 00 00 00 00",
        "a reserved control opcode,              8b 80 00 00 00 00",
        "a ping of 126 bytes,                    89 fe 00 7e 00 00 00 00",
        "a fragment of a ping,                   09 80 00 00 00 00",
        "a fragment of no message,               80 80 00 00 00 00",
        "a message within another,               01 80 00 00 00 00 81 80 00 00 00 00",
        "a length longer than it needs to be,    81 fe 00 01 00 00 00 00 22",
        "a close frame with half a code,         88 81 00 00 00 00 03",
        "a close frame with a code for nobody,   88 82 00 00 00 00 03 ed",
        "a close frame with a code out of range, 88 82 00 00 00 00 03 e7"
    })
    void violation_isClosedWith1002(String what, String stream) {
        client.sendBytes(bytes(stream));
        assertThat(client.awaitsClose()).as(what).isEqualTo(1002);
    }

    @Test
    void unmaskedFrame_isClosedWith1002() {
        client.sendUnmasked(FINAL | TEXT, MESSAGE);
        assertThat(client.awaitsClose()).isEqualTo(1002);
    }

    @Test
    void closeReason_notUtf8_isAnsweredWith1007() {
        client.send(FINAL | CLOSE, bytes("03 e8 ff"));
        assertThat(client.awaitsClose()).isEqualTo(1007);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void closeFrame_isAnswered_withItsOwnCode(int code) {
        client.send(FINAL | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        assertThat(client.awaitsClose()).isEqualTo(code);
    }

    // --- what is too long

    @Test
    void fragments_overTheLimit_areClosedWith1009BeforeTheLast() {
        byte[] fragment = "x".repeat(1_000).getBytes(UTF_8);
        client.send(TEXT, fragment);
        for (int i = 1; i < 9; i++) client.send(CONTINUATION, fragment);
        assertThat(client.awaitsClose()).isEqualTo(1009);
    }

    @Test
    void longFrame_isClosedWith1009_whileItIsStillSent() {
        client.send(FINAL | TEXT, "x".repeat(1_000_000));
        assertThat(client.awaitsClose()).isEqualTo(1009);
    }

    @Test
    void compression_isNotNegotiated() {
        assertThat(client.answer()).isNotEmpty().noneMatch(header -> header.toLowerCase(Locale.ROOT)
                .startsWith("sec-websocket-extensions"));
    }

    // --- and then

    @Test
    void frames_afterAViolation_areIgnored() {
        int others = connections.size() - 1;
        client.send(FINAL | TEXT, bytes("ff")).send(FINAL | TEXT, MESSAGE).send(FINAL | PING, "there?");
        assertThat(client.awaitsClose()).isEqualTo(1007);
        client.close();
        await().until(() -> connections.size() <= others);
    }

    @Test
    void binaryMessage_isClosedWith1003() {
        client.send(FINAL | 0x2, "x");
        assertThat(client.awaits(CLOSE).closeCode()).isEqualTo(1003);
    }

    // --- how much

    @ParameterizedTest
    @ValueSource(ints = {FINAL | PING, FINAL | PONG, TEXT})
    void tooManyFrames_ofAnyKind_areClosedWith4400(int first) {
        client.send(first, "");
        int next = first == TEXT ? CONTINUATION : first;
        client.sendBytes(many(next, 1_500));
        assertThat(client.awaits(CLOSE).closeCode()).isEqualTo(4400);
    }

    @Test
    void thousandPings_atOnce_areAnswered() {
        client.sendBytes(many(FINAL | PING, 1_000));
        for (int i = 0; i < 1_000; i++) client.awaits(PONG);
        client.send(FINAL | TEXT, MESSAGE);
        assertThat(client.awaitsText("NOT_FOUND")).contains(UNDERSTOOD);
    }

    /** Empty ones, masked with zeros. */
    private static byte[] many(int opcode, int frames) {
        byte[] bytes = new byte[frames * 6];
        for (int i = 0; i < frames; i++) {
            bytes[i * 6] = (byte) opcode;
            bytes[i * 6 + 1] = (byte) 0x80;
        }
        return bytes;
    }
}
