package dev.prosa.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.http.PageRequests;
import dev.prosa.http.WrongBody;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueParamsTest {

    @ParameterizedTest
    @CsvSource({
        "status, OPENED",
        "status, OPEN+open",
        "status, open",
        "sort, name",
        "departmentId, triage",
        "departmentId, 1-1-1-1-1",
        "channelId, x",
        "contactId, none",
        "assignedTo, nobody",
        "unread, 1",
        "q, {x256}"
    })
    void queueParameter_ofWrongValue_isNamed(String name, String value) {
        assertThat(wrong(params(name, WrongBody.filled(value)))).containsExactly(name);
    }

    @Test
    void queueParameters_ofSeveralWrongValues_areAllNamed() {
        QueueParams params = params("sort", "name");
        params.unread = "1";
        params.channelId = "x";

        assertThat(wrong(params)).containsExactlyInAnyOrder("sort", "unread", "channelId");
    }

    private static List<String> wrong(QueueParams params) {
        return WrongBody.fields(() -> params.checked(null, PageRequests.usual()));
    }

    private static QueueParams params(String name, String value) {
        QueueParams params = new QueueParams();
        params.sort = "-updatedAt";
        switch (name) {
            case "status" -> params.status = Arrays.asList(value.split("\\+"));
            case "sort" -> params.sort = value;
            case "departmentId" -> params.departmentId = value;
            case "channelId" -> params.channelId = value;
            case "contactId" -> params.contactId = value;
            case "assignedTo" -> params.assignedTo = value;
            case "unread" -> params.unread = value;
            default -> params.q = value;
        }
        return params;
    }
}
