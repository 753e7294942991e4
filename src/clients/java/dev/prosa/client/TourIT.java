package dev.prosa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.prosa.client.model.AgentMe;
import dev.prosa.client.model.AssignRequest;
import dev.prosa.client.model.CloseRequest;
import dev.prosa.client.model.Contact;
import dev.prosa.client.model.ContactChange;
import dev.prosa.client.model.Conversation;
import dev.prosa.client.model.ConversationStatus;
import dev.prosa.client.model.HistoryEntry;
import dev.prosa.client.model.InboundMessage;
import dev.prosa.client.model.Login;
import dev.prosa.client.model.Message;
import dev.prosa.client.model.MessageContent;
import dev.prosa.client.model.MessageRequest;
import dev.prosa.client.model.MessageType;
import dev.prosa.client.model.NewContact;
import dev.prosa.client.model.Permission;
import dev.prosa.client.model.Problem;
import dev.prosa.client.model.ProblemCode;
import dev.prosa.client.model.Sender;
import dev.prosa.client.model.Session;
import dev.prosa.client.model.SimulateRequest;
import dev.prosa.client.model.TextContent;
import dev.prosa.client.model.TransferRequest;
import dev.prosa.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, and what else a console does, through the client that the OpenAPI document generates. */
class TourIT {

    @TempDir
    static Path directory;

    private static ServiceProcess service;

    private ApiClient ana;
    private AgentMe anaHerself;

    @BeforeAll
    static void startTheService() {
        service = ServiceProcess.embedded(directory);
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @BeforeEach
    void anaLogsIn() throws ApiException {
        Session session = logIn("ana@demo.prosa");
        ana = client(session.getToken());
        anaHerself = session.getAgent();
    }

    @Test
    void inbound_isInTheQueue_andAReplyAssignsIt() throws ApiException {
        String phone = aContactWrites("Hello, is anybody there?");

        Conversation waiting = inTheQueue(phone);
        assertThat(waiting.getStatus()).isEqualTo(ConversationStatus.PENDING);
        assertThat(waiting.getUnreadCount()).isEqualTo(1);
        assertThat(waiting.getAssignedTo()).isNull();

        Message reply = reply(waiting, "Yes. How can I help?");
        assertThat(reply.getContent()).isEqualTo("Yes. How can I help?");
        assertThat(reply.getSeq()).isEqualTo(2);
        assertThat(reply.getAuthor().getName()).isEqualTo("Ana");
        Conversation taken = inTheQueue(phone);
        assertThat(taken.getAssignedTo().getId()).isEqualTo(anaHerself.getId());
        assertThat(taken.getUnreadCount()).isZero();
    }

    @Test
    void conversation_isReadAssignedTransferredAndClosed() throws ApiException {
        UUID id = inTheQueue(aContactWrites("Hello")).getId();
        ConversationsApi conversations = new ConversationsApi(ana);

        assertThat(conversations.markConversationRead(id, null, null).getData().getUnreadCount())
                .isZero();
        assertThat(assign(id, anaHerself.getId()).getStatus()).isEqualTo(ConversationStatus.OPEN);
        assertThat(assign(id, null).getAssignedTo()).isNull();
        TransferRequest toTriage = new TransferRequest().departmentId(null).note("Whose is it?");
        assertThat(conversations
                        .transferConversation(id, toTriage, null)
                        .getData()
                        .getDepartmentId())
                .isNull();
        CloseRequest done = new CloseRequest().note("Done");
        assertThat(conversations.closeConversation(id, null, done).getData().getClosedAt())
                .isNotNull();
        assertThat(conversations.listHistory(id, null, null).getData())
                .extracting(HistoryEntry::getType)
                .containsExactly(
                        HistoryEntry.TypeEnum.CLOSED,
                        HistoryEntry.TypeEnum.TRANSFERRED,
                        HistoryEntry.TypeEnum.ASSIGNED,
                        HistoryEntry.TypeEnum.ASSIGNED,
                        HistoryEntry.TypeEnum.OPENED);
    }

    @Test
    void contact_isCreatedChangedFoundAndDeleted() throws ApiException {
        ContactsApi contacts = new ContactsApi(ana);
        String name = "Contact " + UUID.randomUUID();
        NewContact wanted = new NewContact().name(name).phone(phone()).tags(List.of("vip"));
        wanted.email("maria@example.com");

        Contact made = contacts.createContact(wanted).getData();
        assertThat(contacts.listContacts(name, List.of("vip"), null, null, 1).getData())
                .containsExactly(made);
        ContactChange withoutEmail = new ContactChange().email(null);
        assertThat(contacts.updateContact(made.getId(), withoutEmail).getData().getEmail())
                .isNull();
        contacts.deleteContact(made.getId());
        Problem gone = problem(404, () -> contacts.getContact(made.getId()));
        assertThat(gone.getCode()).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Test
    void error_isATypedProblem() throws ApiException {
        UUID id = inTheQueue(aContactWrites("Hello")).getId();

        Problem invalid = problem(400, () -> new MessagesApi(ana).reply(id, text(""), null));
        assertThat(invalid.getCode()).isEqualTo(ProblemCode.VALIDATION_ERROR);
        assertThat(invalid.getErrors().get(0).getField()).isEqualTo("content.text");
        assertThat(invalid.getMessage()).isEqualTo(invalid.getDetail());

        assign(id, anaHerself.getId());
        AssignRequest late = new AssignRequest().attendantId(anaHerself.getId()).expected(null);
        Problem taken = problem(409, () -> new ConversationsApi(ana).assignConversation(id, late, null));
        assertThat(taken.getCode()).isEqualTo(ProblemCode.ALREADY_ASSIGNED);
        assertThat(taken.getAssignedTo().getName()).isEqualTo("Ana");

        Problem stale = problem(412, () -> new ConversationsApi(ana).closeConversation(id, "\"0\"", null));
        assertThat(stale.getCode()).isEqualTo(ProblemCode.PRECONDITION_FAILED);
        Problem foreign = problem(403, () -> new AccessApi(ana).listApiKeys(null, null, null));
        assertThat(foreign.getCode()).isEqualTo(ProblemCode.FORBIDDEN);
    }

    @Test
    void adapter_sendsInbound_withAnApiKey() throws ApiException {
        ApiClient admin = client(logIn("admin@demo.prosa").getToken());
        var wanted = new dev.prosa.client.model.NewApiKey()
                .name("Adapter")
                .permissions(List.of(Permission.MESSAGES_INGEST))
                .rateLimit(1000);
        ApiClient adapter =
                client(new AccessApi(admin).createApiKey(wanted).getData().getKey());
        UUID channel = new ChannelsApi(admin)
                .listChannels(null, null, null)
                .getData()
                .get(0)
                .getId();
        InboundMessage message = new InboundMessage()
                .externalId(UUID.randomUUID().toString())
                .from(new Sender().phone(phone()))
                .type(MessageType.TEXT)
                .content(new MessageContent(new TextContent().text("Hello")));

        var answers = new IntakeApi(adapter)
                .takeInbound(channel, List.of(message, message))
                .getData();

        assertThat(answers)
                .extracting(answer -> answer.getDuplicate())
                .as("a repeat in the same array")
                .containsExactly(false, true);
        assertThat(new AccessApi(adapter).getMe().getData().getApiKeyMe().getName())
                .isEqualTo("Adapter");
    }

    private static ApiClient client(String bearer) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(service.uri().toString());
        if (bearer != null)
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + bearer));
        return client;
    }

    private static Session logIn(String email) throws ApiException {
        Login login = new Login().email(email).password("prosa-demo");
        return new AccessApi(client(null)).login(login).getData();
    }

    /** @return whose phone it is */
    private String aContactWrites(String text) throws ApiException {
        String phone = phone();
        SimulateRequest message = new SimulateRequest()
                .from("+" + phone)
                .name("Maria")
                .type(MessageType.TEXT)
                .content(new MessageContent(new TextContent().text(text)));
        new IntakeApi(ana).simulateIncoming(message);
        return phone;
    }

    private Conversation inTheQueue(String phone) throws ApiException {
        List<Conversation> found = new ConversationsApi(ana)
                .listConversations(null, null, null, null, null, null, phone, "waitingSince", null, null, null)
                .getData();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private Conversation assign(UUID id, UUID agentOrNull) throws ApiException {
        AssignRequest request = new AssignRequest().attendantId(agentOrNull);
        return new ConversationsApi(ana).assignConversation(id, request, null).getData();
    }

    private Message reply(Conversation to, String text) throws ApiException {
        return new MessagesApi(ana).reply(to.getId(), text(text), null).getData();
    }

    private static MessageRequest text(String text) {
        return new MessageRequest().type(MessageType.TEXT).content(new MessageContent(new TextContent().text(text)));
    }

    private Problem problem(int status, ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        assertThat(refused.getCode()).isEqualTo(status);
        try {
            return ana.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String phone() {
        return "55" + (10_000_000_000L + Math.abs(UUID.randomUUID().getMostSignificantBits() % 80_000_000_000L));
    }
}
