package dev.prosa.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.testing.Client;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many statements a command sends, one after the other: at most 5, begin and commit not counted, nor what finds out
 * who the caller is, which every request needs.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CommandRoundTripsIT {

    /** More than what works in the background sends meanwhile, so that it vanishes in the division. */
    private static final int TIMES = 40;

    /** Without what constraints ask within the commit: nobody sends that. */
    private static final String CALLS =
            """
            select s.query, s.calls from pg_stat_statements s
            where s.dbid = (select oid from pg_database where datname = current_database())
              and s.query !~* '^(begin|commit|rollback)' and s.query !~ 'pg_stat_statements'
              and s.query !~* '(^new[.]| from only )'""";

    /** Lock, save and append; one that may come again is looked up before and stored after. */
    enum Command {
        ASSIGN(3),
        TRANSFER_TO_DEPARTMENT(3),
        TRANSFER_TO_AGENT(3),
        TRANSFER_TO_BOTH(3),
        CLOSE(3),
        READ(3),
        READ_NOTHING(2),
        REPLY(3),
        REPLY_THAT_TAKES(3),
        REPLY_WITH_KEY(5),
        SEND_OPENING(3),
        SEND_INTO_ACTIVE(3),
        SEND_WITH_KEY(5);

        private final long roundTrips;

        Command(long roundTrips) {
            this.roundTrips = roundTrips;
        }
    }

    @TestHTTPResource("/")
    URI node;

    private TestInstitution institution;
    private UUID sales;
    private UUID support;
    private UUID channel;
    private TestInstitution.Agent ana;
    private TestInstitution.Agent carla;
    private Client program;

    @BeforeEach
    void twoDepartments() throws SQLException {
        institution = TestInstitution.on(node, TestDatabase.ofTheService());
        sales = institution.department("Sales");
        support = institution.department("Support");
        channel = institution.channel(sales);
        ana = institution.agent("Ana", "AGENT", sales, support);
        carla = institution.agent("Carla", "AGENT", sales, support);
        program = institution.program();
        try (Connection connection = institution.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
        }
    }

    @ParameterizedTest
    @EnumSource
    void command_sendsFewStatements(Command command) {
        IntConsumer work = work(command);
        Map<String, Long> ofEveryRequest = calls(i -> ana.http().get("/v1/me").ok());

        Map<String, Long> calls = calls(work);
        calls.keySet().removeAll(ofEveryRequest.keySet());

        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        assertThat(all / TIMES).as("%s: %s", command, calls).isEqualTo(command.roundTrips);
    }

    private IntConsumer work(Command command) {
        String phone = institution.phone();
        String one = active(phone);
        List<String> each =
                Stream.generate(() -> active(institution.phone())).limit(TIMES).toList();
        return switch (command) {
            case ASSIGN -> i -> patch(one, "assign", Map.of("attendantId", agent(i)));
            case TRANSFER_TO_DEPARTMENT -> i -> patch(one, "transfer", Map.of("departmentId", department(i)));
            case TRANSFER_TO_AGENT -> i -> patch(one, "transfer", Map.of("attendantId", agent(i)));
            case TRANSFER_TO_BOTH ->
                i -> patch(one, "transfer", Map.of("departmentId", department(i), "attendantId", agent(i)));
            case CLOSE -> i -> patch(each.get(i), "close", Map.of("note", "done"));
            case READ -> i -> patch(each.get(i), "read", Map.of());
            case READ_NOTHING -> i -> patch(one, "read", Map.of("upToSeq", 0));
            case REPLY -> i -> reply(one, Map.of());
            case REPLY_THAT_TAKES -> i -> reply(each.get(i), Map.of());
            case REPLY_WITH_KEY -> i -> reply(one, Map.of("Idempotency-Key", "reply-" + i));
            case SEND_OPENING -> i -> send(institution.phone(), Map.of());
            case SEND_INTO_ACTIVE -> i -> send(phone, Map.of());
            case SEND_WITH_KEY -> i -> send(phone, Map.of("Idempotency-Key", "send-" + i));
        };
    }

    private String active(String phone) {
        return institution
                .writes(channel, phone, "hello")
                .path("conversationId")
                .asText();
    }

    private UUID agent(int i) {
        return (i % 2 == 0 ? ana : carla).id();
    }

    private UUID department(int i) {
        return i % 2 == 0 ? support : sales;
    }

    private void patch(String conversation, String command, Map<String, Object> body) {
        ana.http()
                .patch("/v1/conversations/" + conversation + "/" + command, body)
                .ok();
    }

    private void reply(String conversation, Map<String, String> headers) {
        Map<String, Object> body = Map.of("type", "text", "content", Map.of("text", "Hi"));
        created(ana.http()
                .send("POST", "/v1/conversations/" + conversation + "/messages", body, headers)
                .join());
    }

    private void send(String phone, Map<String, String> headers) {
        Map<String, Object> body = Map.of("to", phone, "text", "Hi");
        created(ana.http()
                .send("POST", "/v1/channels/" + channel + "/messages/text", body, headers)
                .join());
    }

    private static void created(Client.Answer answer) {
        assertThat(answer.status()).isEqualTo(201);
    }

    /** How often each statement ran while this was done so many times. */
    private Map<String, Long> calls(IntConsumer work) {
        Map<String, Long> before = calls();
        for (int i = 0; i < TIMES; i++) work.accept(i);
        Map<String, Long> calls = calls();
        before.forEach((query, times) -> calls.merge(query, -times, Long::sum));
        calls.values().removeIf(times -> times == 0);
        return calls;
    }

    private Map<String, Long> calls() {
        Map<String, Long> calls = new HashMap<>();
        for (String row : institution.column("select calls || ' ' || query from (" + CALLS + ") s"))
            calls.merge(
                    row.substring(row.indexOf(' ') + 1), Long.parseLong(row.substring(0, row.indexOf(' '))), Long::sum);
        return calls;
    }
}
