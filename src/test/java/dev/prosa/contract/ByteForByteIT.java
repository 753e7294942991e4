package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.prosa.testing.LiveClient;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A conversation is the same bytes in the queue, by its id, in a command's answer and in an event. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ByteForByteIT {

    @TestHTTPResource("/")
    URI node;

    @Test
    void event_hasTheSameText_asTheQueue() {
        TestInstitution institution = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        TestInstitution.Agent ana = institution.agent("Ana \u00e9\ud83d\ude00\u2028<&>", "AGENT", sales);
        Everything heard = new Everything(ana.http().bearer(), sales);
        String id = institution
                .writes(
                        institution.channel(sales),
                        institution.phone(),
                        "\"\\\n\t\u007f\u2028 \u00e9 \ud83d\ude00 </x>")
                .path("conversationId")
                .asText();

        String answered = given(ana)
                .body("{\"attendantId\":\"" + ana.id() + "\"}")
                .patch("/v1/conversations/" + id + "/assign")
                .asString();

        String conversation = answered.substring("{\"data\":".length(), answered.length() - 1);
        assertThat(conversation).startsWith("{").endsWith("}").contains(id);
        assertThat(given(ana).get("/v1/conversations/" + id).asString()).isEqualTo(answered);
        assertThat(given(ana).get("/v1/conversations?departmentId=" + sales).asString())
                .contains("[" + conversation + "]");
        await().until(() -> heard.text().contains(conversation));
    }

    private static io.restassured.specification.RequestSpecification given(TestInstitution.Agent agent) {
        return RestAssured.given()
                .headers(Map.of("Authorization", "Bearer " + agent.http().bearer()))
                .contentType("application/json");
    }

    /** All that a socket was sent, as it was sent. */
    private final class Everything implements WebSocket.Listener {

        private final StringBuffer text = new StringBuffer();

        Everything(String bearer, UUID department) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + bearer)
                    .subprotocols("prosa.v1")
                    .buildAsync(LiveClient.live(node), this)
                    .join();
            socket.sendText("{\"type\":\"subscribe\",\"departmentId\":\"" + department + "\"}", true)
                    .join();
            await().until(() -> text().contains("caughtUp"));
        }

        String text() {
            return text.toString();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            from.request(1);
            return null;
        }
    }
}
