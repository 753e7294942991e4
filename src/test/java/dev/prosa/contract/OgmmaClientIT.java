package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.prosa.contract.OgmmaClient.Conversation;
import dev.prosa.contract.OgmmaClient.ListedContact;
import dev.prosa.contract.OgmmaClient.Message;
import dev.prosa.contract.OgmmaClient.OgmmaException;
import dev.prosa.contract.OgmmaClient.Page;
import dev.prosa.contract.OgmmaClient.Pagination;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that was written for Ogmma runs unchanged: all that is asked here goes through such a one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OgmmaClientIT {

    private static final String ADDRESS = "https://example.com/file";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private OgmmaClient ogmma;
    private String channel;
    private String attendant;
    private String phone;

    @BeforeEach
    void anInstitutionWithOneChannel() {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        UUID sales = institution.department("Sales");
        channel = institution.channel(sales).toString();
        attendant = institution.agent("João", "AGENT", sales).id().toString();
        phone = institution.phone();
        ogmma = new OgmmaClient(node, institution.program().bearer());
    }

    @Test
    void text_isSentToAPhone() {
        Message sent = ogmma.send(channel, "text", Map.of("to", phone, "text", "Olá! Como posso ajudar?"));

        assertThat(sent.channelId()).isEqualTo(channel);
        assertThat(sent.type()).isEqualTo("text");
        assertThat(sent.direction()).isEqualTo("OUTBOUND");
        assertThat(sent.status()).isEqualTo("QUEUED");
        assertThat(sent.content()).isEqualTo("Olá! Como posso ajudar?");
        assertThat(sent.mediaUrl()).isNull();
        assertThat(sent.to()).isEqualTo(phone);
        assertThat(sent.createdAt()).matches(TIME).isEqualTo(sent.updatedAt());
        assertThat(ogmma.messages(channel, sent.conversationId(), 50)).containsExactly(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "video", "audio", "document"})
    void mediaAreSentByTheirAddress(String type) {
        Map<String, Object> body = Map.of(
                "to",
                phone,
                type + "Url",
                ADDRESS,
                "caption",
                "Segue em anexo.",
                "fileName",
                "relatorio.pdf",
                "mimeType",
                "application/pdf",
                "fileSize",
                204_800,
                "ptt",
                true);

        Message sent = ogmma.send(channel, type, body);

        assertThat(sent.type()).isEqualTo(type);
        assertThat(sent.mediaUrl()).isEqualTo(ADDRESS);
        assertThat(sent.content()).isEqualTo("Segue em anexo.");
    }

    @Test
    void media_withoutCaption_isSent() {
        Message sent = ogmma.send(channel, "image", Map.of("to", phone, "imageUrl", ADDRESS));

        assertThat(sent.content()).isEmpty();
    }

    @Test
    void contactCard_isSent() {
        Map<String, Object> card = Map.of(
                "to",
                phone,
                "name",
                "Maria Silva - Suporte",
                "phone",
                "5511988887777",
                "email",
                "maria@example.com",
                "organization",
                "Acme");

        Message sent = ogmma.send(channel, "contact", card);

        assertThat(sent.type()).isEqualTo("contact");
        assertThat(sent.content()).isEqualTo("Maria Silva - Suporte");
    }

    @Test
    void simulatedMessage_isInQueueAndHistory() {
        ogmma.simulateIncoming(Map.of("from", phone, "type", "text", "content", Map.of("text", "Olá")));
        Conversation waiting = ogmma.conversations("PENDING").get(0);
        Message answer = ogmma.send(channel, "text", Map.of("to", phone, "text", "Bom dia"));
        ogmma.simulateIncoming(
                Map.of("from", phone, "type", "image", "content", Map.of("url", ADDRESS, "caption", "Veja")));

        assertThat(waiting.channelId()).isEqualTo(channel);
        assertThat(waiting.contact().phone()).isEqualTo(phone);
        assertThat(waiting.assignedTo()).isNull();
        assertThat(waiting.lastMessage().text()).isEqualTo("Olá");
        assertThat(waiting.unreadCount()).isEqualTo(1);
        assertThat(answer.conversationId()).isEqualTo(waiting.id());
        List<Message> history = ogmma.messages(channel, waiting.id(), 50);
        assertThat(history)
                .extracting(Message::direction, Message::type, Message::content)
                .containsExactly(
                        tuple("INBOUND", "image", "Veja"),
                        tuple("OUTBOUND", "text", "Bom dia"),
                        tuple("INBOUND", "text", "Olá"));
        assertThat(history.get(2).from()).isEqualTo(phone);
        assertThat(ogmma.messages(channel, waiting.id(), 2)).isEqualTo(history.subList(0, 2));
    }

    @Test
    void conversation_isAssigned_toAnAttendant() {
        String conversation =
                ogmma.send(channel, "text", Map.of("to", phone, "text", "Olá")).conversationId();

        Conversation assigned = ogmma.assign(conversation, attendant);

        assertThat(assigned.id()).isEqualTo(conversation);
        assertThat(assigned.assignedTo().id()).isEqualTo(attendant);
        assertThat(assigned.assignedTo().name()).isEqualTo("João");
        assertThat(assigned.status()).isEqualTo("OPEN");
        assertThat(ogmma.conversations("OPEN")).extracting(Conversation::id).containsExactly(conversation);
        assertThat(ogmma.conversations("PENDING")).isEmpty();
    }

    @Test
    void contacts_areListedByPages() {
        for (int i = 0; i < 5; i++) ogmma.send(channel, "text", Map.of("to", institution.phone(), "text", "Olá"));

        Page<ListedContact> second = ogmma.contacts("55", 2, 2);

        assertThat(second.pagination()).isEqualTo(new Pagination(5, 2, 2));
        assertThat(second.data()).hasSize(2);
        assertThat(second.data().get(0).email()).isNull();
        assertThat(second.data().get(0).tags()).isEmpty();
        assertThat(ogmma.contacts("55", 3, 2).data()).hasSize(1);
    }

    @Test
    void error_hasACodeAndAMessage() {
        assertFails(() -> ogmma.send(channel, "text", Map.of("to", phone)), 400, "VALIDATION_ERROR");
        assertFails(() -> ogmma.send(channel, "text", Map.of("text", "Olá")), 400, "VALIDATION_ERROR");
        assertFails(
                () -> ogmma.send(channel, "image", Map.of("to", phone, "videoUrl", ADDRESS)), 400, "VALIDATION_ERROR");
        String conversation =
                ogmma.send(channel, "text", Map.of("to", phone, "text", "Olá")).conversationId();
        assertFails(() -> ogmma.assign(conversation, null), 400, "VALIDATION_ERROR");
        assertFails(() -> ogmma.messages(channel, conversation, 501), 400, "VALIDATION_ERROR");
        assertFails(() -> ogmma.messages(channel, UUID.randomUUID().toString(), 50), 404, "NOT_FOUND");
        assertFails(() -> new OgmmaClient(node, "prosa_sk_unknown").contacts("", 1, 20), 401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT", "sticker", ""})
    void anUnknownTypeIsNoPath(String type) {
        assertFails(() -> ogmma.send(channel, type, Map.of("to", phone, "text", "Olá")), 404, "NOT_FOUND");
    }

    private static void assertFails(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OgmmaException.class, e -> {
            assertThat(e.status).isEqualTo(status);
            assertThat(e.failure.code()).isEqualTo(code);
            assertThat(e.failure.message()).isNotBlank();
        });
    }
}
