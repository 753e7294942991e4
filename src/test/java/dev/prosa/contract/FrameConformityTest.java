package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.prosa.testing.AsyncApi;
import dev.prosa.testing.FrameConformity;
import dev.prosa.testing.SseClient.Event;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check that holds every frame of the tests to the AsyncAPI document, itself seen to fail. */
class FrameConformityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBSCRIBE = "{'type':'subscribe','departmentId':'triage','after':7,'epoch':'e'}";
    private static final String SUBSCRIBED =
            "{'type':'subscribed','departmentId':'triage','seq':7," + "'epoch':'6f1c8e0a-1f2b-4c3d-9e8f-7a6b5c4d3e2f'}";

    private final FrameConformity conformity = new FrameConformity();

    @Test
    void frames_asDocumented_conform() {
        assertThat(sent(SUBSCRIBE)).isEmpty();
        assertThat(received(SUBSCRIBED)).isEmpty();
        assertThat(conformity.ofReceived(frame(example("message.created")))).isEmpty();
        assertThat(conformity.seen()).containsExactlyInAnyOrder("subscribe", "subscribed", "events", "message.created");
    }

    @Test
    void member_tooManyOrTooFew_isReported() {
        assertThat(received(SUBSCRIBED.replace("}", ",'more':1}"))).hasSize(1);
        assertThat(received(SUBSCRIBED.replace("'seq':7,", ""))).hasSize(1);
        assertThat(sent(SUBSCRIBE.replace("}", ",'more':1}"))).hasSize(1);
        assertThat(sent(SUBSCRIBE.replace("'after':7,", ""))).hasSize(1);
    }

    @Test
    void value_ofAnotherType_isReported() {
        assertThat(received(SUBSCRIBED.replace("'triage'", "'nowhere'"))).isNotEmpty();
        assertThat(received(SUBSCRIBED.replace("7,", "'7',"))).hasSize(1);
        assertThat(received(SUBSCRIBED.replace("6f1c8e0a", ""))).hasSize(1);
    }

    @Test
    void frame_ofNoDocumentedType_isReported() {
        assertThat(received("{'type':'dance'}")).containsExactly("no such message: dance");
        assertThat(received(SUBSCRIBE)).containsExactly("no such message: subscribe");
        assertThat(sent(SUBSCRIBED)).containsExactly("no such message: subscribed");
        assertThat(sent("bad")).containsExactly("no JSON");
    }

    @Test
    void error_withinAnEvent_isReported() {
        ObjectNode unknown = example("agent.added").put("type", "agent.promoted");
        ObjectNode late = example("agent.added").put("at", "2026-01-31T12:00:00Z");
        ObjectNode more = example("conversation.closed");
        more.withObject("/data/conversation").put("more", 1);
        ObjectNode fewer = example("message.status");
        fewer.withObject("/data/conversation/lastMessage").remove("seq");

        assertThat(conformity.ofReceived(frame(unknown))).containsExactly("no such message: agent.promoted");
        assertThat(conformity.ofReceived(frame(late))).hasSize(1);
        assertThat(conformity.ofReceived(frame(more)))
                .singleElement()
                .asString()
                .contains("more");
        assertThat(conformity.ofReceived(frame(fewer))).isNotEmpty();
    }

    @Test
    void streamedEvent_isCheckedAgainstTheDocument() {
        JsonNode added = example("agent.added");
        String id = "6f1c8e0a-1f2b-4c3d-9e8f-7a6b5c4d3e2f:" + added.path("seq");

        assertThat(conformity.ofStreamed(new Event(id, "agent.added", added))).isEmpty();
        assertThat(conformity.ofStreamed(new Event(id + "0", "agent.added", added)))
                .hasSize(1);
        assertThat(conformity.ofStreamed(new Event(null, "agent.added", added))).hasSize(1);
        assertThat(conformity.ofStreamed(new Event(id, "agent.removed", added))).hasSize(1);
        assertThat(conformity.ofStreamed(new Event(id, "message", frame(added))))
                .contains("no such message: events");
    }

    private List<String> sent(String frame) {
        return conformity.ofSent(frame.replace('\'', '"'));
    }

    private List<String> received(String frame) {
        try {
            return conformity.ofReceived(JSON.readTree(frame.replace('\'', '"')));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode example(String event) {
        return AsyncApi.document().message(event).at("/examples/0/payload").deepCopy();
    }

    private static JsonNode frame(JsonNode event) {
        ObjectNode frame = JSON.createObjectNode().put("type", "events").put("departmentId", "triage");
        frame.putArray("events").add(event);
        return frame;
    }
}
