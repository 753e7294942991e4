package dev.prosa.http;

import dev.prosa.problem.Ids;
import dev.prosa.problem.Refused;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Reads query parameters, so that a malformed one is a 400 that names it; JAX-RS alone would answer 404. */
@Provider
final class QueryValues implements ParamConverterProvider {

    private record Reader(Function<String, Object> parse, String kind) {}

    private static final Map<Class<?>, Reader> READERS = Map.of(
            UUID.class, new Reader(Ids::parse, "a UUID"),
            Integer.class, new Reader(Integer::valueOf, "a whole number"),
            int.class, new Reader(Integer::valueOf, "a whole number"),
            Long.class, new Reader(Long::valueOf, "a whole number"),
            long.class, new Reader(Long::valueOf, "a whole number"),
            Boolean.class, new Reader(QueryValues::truth, "true or false"),
            boolean.class, new Reader(QueryValues::truth, "true or false"));

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Optional<Reader> reader = type.isEnum() ? Optional.of(ofEnum(type)) : Optional.ofNullable(READERS.get(type));
        Optional<String> name =
                Arrays.stream(annotations).flatMap(QueryValues::name).findFirst();
        return reader.isPresent() && name.isPresent() ? new Converter<>(name.get(), reader.get()) : null;
    }

    private static Reader ofEnum(Class<?> type) {
        Map<String, Object> constants =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Object::toString, c -> c));
        return new Reader(
                text -> Optional.ofNullable(constants.get(text)).orElseThrow(IllegalArgumentException::new),
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", ")));
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException(text);
        return Boolean.valueOf(text);
    }

    private static Stream<String> name(Annotation annotation) {
        if (annotation instanceof QueryParam query) return Stream.of(query.value());
        if (annotation instanceof RestQuery query) return Stream.of(query.value());
        return Stream.empty();
    }

    private record Converter<T>(String name, Reader reader) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked") // the reader was chosen by the type
        public T fromString(String text) {
            try {
                return (T) reader.parse().apply(text);
            } catch (IllegalArgumentException e) {
                throw Refused.field(name.isEmpty() ? nameOf(text) : name, "must be " + reader.kind());
            }
        }

        /** A {@code @RestQuery} without a name has that of its Java parameter, which is not to be had here. */
        private static String nameOf(String text) {
            HttpServerRequest request = CurrentRequestManager.get().unwrap(HttpServerRequest.class);
            return request.params().entries().stream()
                    .filter(p -> p.getValue().equals(text))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("query");
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
