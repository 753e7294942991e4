package dev.prosa.conversation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdsTest {

    static Stream<Function<UUID, Record>> ids() {
        return Stream.of(
                ConversationId::new,
                ChannelId::new,
                ContactId::new,
                DepartmentId::new,
                AgentId::new,
                Author.ApiKeyAuthor::new);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void id_empty_isRefused(Function<UUID, Record> id) {
        assertThatNullPointerException().isThrownBy(() -> id.apply(null));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void ids_ofOneValue_areEqual(Function<UUID, Record> id) {
        assertThat(id.apply(new UUID(1, 2))).isEqualTo(id.apply(new UUID(1, 2)));
    }
}
