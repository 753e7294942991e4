package dev.prosa.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.WebSocket;
import dev.prosa.testing.ServiceProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that live for seconds, at a service of their own. */
@RequiresChromium
class RenewalIT {

    /** As short as it may be: browsers wait ten seconds between two renewals, whatever their clocks say. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(12);

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final ConsoleExtension browsers = new ConsoleExtension();

    private final List<WebSocket> sockets = new ArrayList<>();
    private final List<JsonNode> frames = new ArrayList<>();
    private ServiceProcess service;

    @BeforeEach
    void start() {
        Map<String, String> environment = new HashMap<>(BrowserEnvironment.ENVIRONMENT);
        environment.put("PROSA_ACCESS_TOKEN_LIFE", TOKEN_LIFE.toString());
        service = ServiceProcess.with(environment, BrowserEnvironment.directory("prosa-renewal"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void socketAndSession_outliveTheirFirstToken() {
        RegisteredInstitution institution = RegisteredInstitution.registered(service.uri(), "Aurora Travel");
        String sales = institution.department("Sales");
        Contact maria = institution.contact("Maria Souza", institution.channel("Website", "WEBCHAT", sales));
        String conversation = maria.writes("Is the room free?");
        ConsolePage ana = browsers.console(institution.agent("Ana", sales), Screen.DESKTOP, service.uri());
        ana.page().onWebSocket(this::note);
        ana.logsIn();

        Instant end = Instant.parse(first("hello").path("expiresAt").asText());
        ana.page().waitForCondition(() -> Instant.now().isAfter(end.plusSeconds(1)));
        assertThat(first("renewed").path("expiresAt").asText()).isGreaterThan(end.toString());
        maria.writes("Hello?");
        ana.sees("Maria Souza").showsLastMessage("Hello?");
        ana.opens("Maria Souza").takes();
        assertThat(maria.conversation(conversation).at("/assignedTo/name").asText())
                .isEqualTo("Ana");
        assertThat(sockets).hasSize(1);
    }

    private void note(WebSocket socket) {
        sockets.add(socket);
        socket.onFrameReceived(frame -> frames.add(parsed(frame.text())));
    }

    private JsonNode first(String type) {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode parsed(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new AssertionError(frame, e);
        }
    }
}
