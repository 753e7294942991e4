package dev.prosa.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.prosa.testing.AsyncApi;
import dev.prosa.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document agrees with itself, with the OpenAPI document and with the events that the database appends. */
class AsyncApiTest {

    private static final AsyncApi DOCUMENT = AsyncApi.document();
    private static final JsonNode SCHEMAS = DOCUMENT.root().at("/components/schemas");
    private static final JsonNode OF_HTTP = OpenApi.document().root().at("/components/schemas");
    private static final Pattern EVENT_TYPE =
            Pattern.compile("['\"](?:conversation|message|contact|agent|department)\\.[a-z]+['\"]");
    private static final Path FUNCTIONS = Path.of("src/main/resources/db/functions");
    private static final Path DIRECTORY_EVENT = Path.of("src/main/java/dev/prosa/directory/DirectoryEvent.java");

    @Test
    void messages_haveAValidExample() {
        SoftAssertions all = new SoftAssertions();
        for (String name : messages()) {
            JsonNode examples = DOCUMENT.message(name).path("examples");
            all.assertThat(examples).as(name).isNotEmpty();
            for (JsonNode example : examples)
                all.assertThat(DOCUMENT.errorsOfNamed(name, example.path("payload")))
                        .as(name)
                        .isEmpty();
        }
        all.assertAll();
    }

    @Test
    void bothDocuments_describeSharedSchemasAlike() {
        List<String> shared =
                names(SCHEMAS).stream().filter(names(OF_HTTP)::contains).toList();

        assertThat(shared)
                .contains("Conversation", "Message", "InboundMessage", "DeliveryReport")
                .allSatisfy(name -> assertThat(SCHEMAS.path(name)).isEqualTo(OF_HTTP.path(name)));
    }

    @Test
    void schemas_areAllUsed() {
        Set<String> used = Set.copyOf(DOCUMENT.root().findValuesAsText("$ref"));

        assertThat(names(SCHEMAS)).allMatch(name -> used.contains("#/components/schemas/" + name));
        assertThat(messages())
                .containsExactlyInAnyOrderElementsOf(names(DOCUMENT.root().at("/components/messages")));
    }

    @Test
    void events_areThoseTheDatabaseAppends() throws IOException {
        assertThat(DOCUMENT.eventTypes()).containsExactlyInAnyOrderElementsOf(appended());
        List<String> alternatives = new ArrayList<>();
        for (JsonNode event : SCHEMAS.path("Event").path("oneOf"))
            alternatives.add(
                    DOCUMENT.resolved(event).at("/properties/type/const").asText());
        assertThat(alternatives).containsExactlyInAnyOrderElementsOf(DOCUMENT.eventTypes());
    }

    @Test
    void messages_ofTheSocket_areSentOrReceived() {
        Set<String> named = new TreeSet<>();
        for (JsonNode operation : DOCUMENT.root().path("operations"))
            operation
                    .findValuesAsText("$ref")
                    .forEach(reference -> named.add(reference.replace("#/channels/live/messages/", "")));

        assertThat(named).containsAll(DOCUMENT.messagesOf("live"));
        assertThat(DOCUMENT.messagesTakenFrom("live")).containsExactly("renew", "subscribe", "unsubscribe");
    }

    @Test
    void message_isNamedByItsType() {
        for (String name : messages())
            assertThat(DOCUMENT.message(name).path("name").asText()).isEqualTo(name);
    }

    private static Set<String> messages() {
        Set<String> all = new TreeSet<>();
        names(DOCUMENT.root().path("channels")).forEach(channel -> all.addAll(DOCUMENT.messagesOf(channel)));
        return all;
    }

    /** By SQL functions, and by the directory. */
    private static Set<String> appended() throws IOException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> functions = Files.walk(FUNCTIONS)) {
            for (Path function : functions.filter(Files::isRegularFile).toList()) types.addAll(typesIn(function));
        }
        types.addAll(typesIn(DIRECTORY_EVENT));
        return types;
    }

    private static List<String> typesIn(Path source) throws IOException {
        return EVENT_TYPE
                .matcher(Files.readString(source))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .toList();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
