package dev.prosa.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.prosa.problem.Problem;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import dev.prosa.testing.Placeholders;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a body as its endpoint does, by the same JSON, the same annotations and the same answers, without a server. */
public final class WrongBody {

    private static final Faults FAULTS = new Faults(List.of());

    public static final ObjectMapper JSON = mapper();

    private static final String ANY_ID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .addValueExtractor(new Patch.Extractor())
            .buildValidatorFactory()
            .getValidator();

    private WrongBody() {}

    /** As Quarkus makes it. */
    private static ObjectMapper mapper() {
        ObjectMapper mapper =
                new ObjectMapper().registerModules(new ParameterNamesModule(), new Jdk8Module(), new JavaTimeModule());
        new StrictJson().customize(mapper);
        return mapper;
    }

    /** Each name in braces that is no length stands for some id. */
    public static String filled(String text) {
        return Placeholders.fill(text, name -> ANY_ID);
    }

    /**
     * The fields that the answer names.
     *
     * @param check what the endpoint looks at beyond the annotations
     */
    public static <T> List<String> fields(String body, Class<T> type, Consumer<T> check) {
        return fields(() -> check.accept(valid(read(filled(body), type))));
    }

    /** @param group as the endpoint validates the body */
    public static <T> List<String> fields(String body, Class<T> type, Class<?> group) {
        return fields(() -> valid(read(filled(body), type), group));
    }

    public static List<String> fields(Runnable refused) {
        Refused answer = catchThrowableOfType(Refused.class, refused::run);
        assertThat(answer).as("what is wrong is refused").isNotNull();
        assertThat(answer.problem()).isEqualTo(Problem.VALIDATION_ERROR);
        assertThat(answer.errors()).isNotEmpty().noneMatch(error -> error.message()
                .isEmpty());
        return answer.errors().stream().map(FieldError::field).toList();
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw FAULTS.refusalOf(e);
        }
    }

    private static <T> T valid(T body, Class<?>... groups) {
        Set<ConstraintViolation<T>> violations = VALIDATOR.validate(body, groups);
        if (violations.isEmpty()) return body;
        throw FAULTS.refusalOf(new ConstraintViolationException(violations));
    }
}
