package dev.prosa.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.prosa.http.WrongBody;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a login or a registration is reported by the name of its field. */
class LoginBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    email           | {"password":"p"}
                    password        | {"email":"a@b"}
                    email           | {"email":5,"password":"p"}
                    email           | {"email":"a\\u0000@b","password":"p"}
                    password        | {"email":"a@b","password":"{x1001}"}
                    body            | []
                    """)
    void login_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, LoginRequest.class, it -> {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    email           | {"name":"n","email":"x","password":"12345678","institutionName":"i"}
                    """)
    void registration_ofWrongField_namesIt(String field, String body) {
        assertNamed(field, WrongBody.fields(body, RegistrationRequest.class, it -> {}));
    }

    private static void assertNamed(String field, List<String> named) {
        if (!field.equals("*")) assertThat(named).contains(field);
    }
}
