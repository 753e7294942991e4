package dev.prosa.conversation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.prosa.conversation.model.ActiveConversation;
import dev.prosa.conversation.model.Agent;
import dev.prosa.conversation.model.Author;
import dev.prosa.conversation.model.Conversation;
import dev.prosa.conversation.model.ConversationId;
import dev.prosa.conversation.model.Decision;
import dev.prosa.conversation.model.DepartmentId;
import dev.prosa.conversation.reference.ExpectedAgents.AgentState;
import dev.prosa.testing.Concurrently;
import dev.prosa.testing.StormSize;
import dev.prosa.testing.TestDatabase;
import dev.prosa.testing.TestInstitution;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked in whatever order, the service does what the pure rules say, to every field.
 *
 * <p>{@code -Dprosa.seed} with the seed of a failure repeats one sequence first of all.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ModelBasedIT {

    private static final int SEQUENCES = 40;
    private static final int STEPS = 60;
    private static final int AT_ONCE = 2;
    private static final long SEED = StormSize.seedOf(ModelBasedIT.class);

    /** What has to occur, or little was tried. */
    private static final Set<String> LIVELY = Set.of(
            "Assign 200 ",
            "Assign 404 NOT_FOUND",
            "Assign 409 ALREADY_ASSIGNED",
            "Assign 409 CONVERSATION_CLOSED",
            "Assign 422 AGENT_NOT_IN_DEPARTMENT",
            "Transfer 200 ",
            "Transfer 422 AGENT_NOT_IN_DEPARTMENT",
            "Reply 201 ",
            "Reply 401 UNAUTHORIZED",
            "Reply 409 CONVERSATION_CLOSED",
            "Send 201 ",
            "Send 401 UNAUTHORIZED",
            "Send 409 ACTIVE_ELSEWHERE",
            "Close 200 ",
            "Read 200 ",
            "Inbound 200 ",
            "SetDepartments 200 ",
            "Activate 200 ",
            "Activate 409 IN_USE");

    @TestHTTPResource("/")
    URI node;

    @Test
    void service_onRandomSteps_doesWhatTheRulesSay() {
        Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        int first = StormSize.of(SEQUENCES);
        Concurrently.forEach(first, AT_ONCE, i -> count(answers, SEED + i));
        for (int i = first; i < SEQUENCES && !answers.keySet().containsAll(LIVELY); i++) count(answers, SEED + i);

        assertThat(answers.keySet()).containsAll(LIVELY);
    }

    private void count(Map<String, Integer> answers, long seed) {
        run(seed, Reference::new).forEach((answer, times) -> answers.merge(answer, times, Integer::sum));
    }

    @Test
    void replyThatWouldNotAssign_isNoticed() {
        assertNoticed(setting -> new Reference(setting) {
            @Override
            Decision send(ActiveConversation conversation, Author author, Instant now) {
                return author instanceof Author.AgentAuthor by
                        ? conversation.send(
                                new Author.AgentAuthor(Agent.unknown(by.agent().id())), now)
                        : conversation.send(author, now);
            }
        });
    }

    @Test
    void openingInTriageByAnAgent_isNoticed() {
        assertNoticed(setting -> new Reference(setting) {
            @Override
            List<DepartmentId> departmentsByName(UUID agent) {
                return List.of();
            }
        });
    }

    @Test
    void conversationWithoutPredecessor_isNoticed() {
        assertNoticed(setting -> new Reference(setting) {
            @Override
            ConversationId previous(List<ExpectedConversation> before) {
                return null;
            }
        });
    }

    @Test
    void agentSeeingOtherDepartments_isNoticed() {
        assertNoticed(setting -> new Reference(setting) {
            @Override
            boolean canView(UUID agentOrNull, Conversation it) {
                return true;
            }
        });
    }

    @Test
    void agentKeepingAssignmentsWhereItLeft_isNoticed() {
        assertNoticed(setting -> new Reference(setting) {
            @Override
            boolean isUnassigned(AgentState now, Set<DepartmentId> left, Conversation assigned) {
                return !now.active();
            }
        });
    }

    /** Against a service that keeps to the rules a reference that breaks one has to fail. */
    private void assertNoticed(Function<Fixture, Reference> wrong) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < SEQUENCES; i++) run(SEED + i, wrong);
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed ")
                .hasMessageContaining("differs");
    }

    private Map<String, Integer> run(long seed, Function<Fixture, Reference> reference) {
        return Sequence.run(seed, STEPS, TestInstitution.on(node, TestDatabase.ofTheService()), reference);
    }
}
