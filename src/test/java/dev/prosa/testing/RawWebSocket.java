package dev.prosa.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A socket that may send any bytes, also such as no client would. */
public final class RawWebSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /** Or'ed to an opcode: the last frame of its message. */
    public static final int FINAL = 0x80;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x5a, 0x17, (byte) 0xc3, 0x7e};

    private final Socket socket;
    private final DataInputStream in;
    private final List<String> answer = new ArrayList<>();

    /** A frame that came; those of a server are final and not masked. */
    public record Frame(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, UTF_8);
        }

        /** Of a close frame; 1005 without one. */
        public int closeCode() {
            return payload.length == 0 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** @param base {@code http://host:port} */
    public static RawWebSocket connect(URI base, String bearer) {
        return connect(base, bearer, 0);
    }

    /** @param receiveBuffer bytes that the kernel takes for a client that does not read; 0: as many as usual */
    public static RawWebSocket connect(URI base, String bearer, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
            RawWebSocket client = new RawWebSocket(socket);
            client.upgrade(base, bearer);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void upgrade(URI base, String bearer) throws IOException {
        String request = String.join(
                "\r\n",
                "GET /v1/live HTTP/1.1",
                "Host: " + base.getAuthority(),
                "Authorization: Bearer " + bearer,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: prosa.v1",
                "Sec-WebSocket-Extensions: x-webkit-deflate-frame, deflate-frame, permessage-deflate",
                "",
                "");
        socket.getOutputStream().write(request.getBytes(UTF_8));
        assertThat(line()).contains(" 101 ");
        for (String header = line(); !header.isEmpty(); header = line()) answer.add(header);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) line.append((char) c);
        return line.toString().strip();
    }

    // --- what it sends

    /** A masked frame with a length as short as it can be written. */
    public RawWebSocket send(int opcode, byte[] payload) {
        return sendBytes(frame(opcode, MASKED, payload));
    }

    public RawWebSocket send(int opcode, String payload) {
        return send(opcode, payload.getBytes(UTF_8));
    }

    public RawWebSocket sendUnmasked(int opcode, String payload) {
        return sendBytes(frame(opcode, 0, payload.getBytes(UTF_8)));
    }

    public RawWebSocket sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] frame(int opcode, int masked, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(opcode);
        int bytesOfLength = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        frame.write(masked | (bytesOfLength == 0 ? payload.length : bytesOfLength == 2 ? 126 : 127));
        for (int i = bytesOfLength - 1; i >= 0; i--) frame.write((int) ((long) payload.length >> 8 * i));
        if (masked == 0) frame.writeBytes(payload);
        else mask(payload, frame);
        return frame.toByteArray();
    }

    private static void mask(byte[] payload, ByteArrayOutputStream frame) {
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) frame.write(payload[i] ^ MASK[i % MASK.length]);
    }

    // --- what it awaits

    /** The headers of the answer to its upgrade, which offers every compression there is. */
    public List<String> answer() {
        return answer;
    }

    /** The next frame with this opcode; what lies between is passed over. */
    public Frame awaits(int opcode) {
        Frame frame = next();
        while (frame.opcode() != opcode) frame = next();
        return frame;
    }

    /** The next text with this in it. */
    public String awaitsText(String part) {
        String text = awaits(TEXT).text();
        while (!text.contains(part)) text = awaits(TEXT).text();
        return text;
    }

    private Frame next() {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            if (length == 126) length = in.readUnsignedShort();
            else if (length == 127) length = Math.toIntExact(in.readLong());
            return new Frame(opcode, in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The close code, once the server has ended the connection behind it in good order. */
    public int awaitsClose() {
        int code = awaits(CLOSE).closeCode();
        assertThat(framesToTheEnd()).isEmpty();
        return code;
    }

    /** What comes until the end of the connection. */
    private List<Frame> framesToTheEnd() {
        List<Frame> frames = new ArrayList<>();
        try {
            while (true) frames.add(next());
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(EOFException.class);
            return frames;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
