package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRequestTest {

    @ParameterizedTest
    @CsvSource({
        "limit, 0,,",
        "limit, 101,,",
        "limit, -1,,",
        "limit, ten,,",
        "limit, x,,",
        "limit, 1e1,,",
        "limit, 99999999999,,",
        "page, 20,, 0",
        "page, 20,, -1",
        "page, 20,, x",
        "page, 20,, 1.5",
        "page, 20,, 2147483648",
        "page, 20, x, 1"
    })
    void pageRequest_ofWrongParameter_namesIt(String field, String limit, String cursor, String page) {
        assertThat(WrongBody.fields(() -> PageRequests.of(limit, cursor, page).checked()))
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"1,, 1, 0", "100,, 3, 200", "20,,, 0", "20, '', '', 0"})
    void pageRequest_withinItsBounds_isTaken(String limit, String cursor, String page, long offset) {
        Page taken = PageRequests.of(limit, cursor, page).checked();

        assertThat(taken.limit()).isEqualTo(Integer.parseInt(limit));
        assertThat(taken.cursor()).isNull();
        assertThat(taken.offset()).isEqualTo(offset);
    }

    @Test
    void farPage_beginsBehindEveryRow() {
        Page far = PageRequests.of("100", null, "2147483647").checked();

        assertThat(far.firstRow()).isEqualTo(Integer.MAX_VALUE);
    }
}
