package dev.prosa.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.http.WrongBody;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an API key is reported by the name of its field. */
class ApiKeyBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name            | {"permissions":["directory.read"]}
                    name            | {"name":"ab","permissions":["directory.read"]}
                    name            | {"name":"{x101}","permissions":["directory.read"]}
                    permissions     | {"name":"key"}
                    permissions     | {"name":"key","permissions":[]}
                    permissions[0]  | {"name":"key","permissions":["everything"]}
                    permissions     | {"name":"key","permissions":"directory.read"}
                    rateLimit       | {"name":"key","permissions":["directory.read"],"rateLimit":0}
                    rateLimit       | {"name":"key","permissions":["directory.read"],"rateLimit":1000001}
                    rateLimit       | {"name":"key","permissions":["directory.read"],"rateLimit":"60"}
                    expiresAt       | {"name":"key","permissions":["directory.read"],"expiresAt":"2020-01-01T00:00:00Z"}
                    expiresAt       | {"name":"key","permissions":["directory.read"],"expiresAt":"soon"}
                    """)
    void apiKey_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, NewApiKey.class, it -> {}));
    }

    /** @param field one of those named, or {@code *} for whichever */
    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
