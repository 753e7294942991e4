package dev.prosa.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.prosa.problem.Refused;
import dev.prosa.problem.Refused.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is wrong with a body or a parameter, each field named as its sender wrote it. */
public final class BodyFaults {

    private BodyFaults() {}

    /** Empty where Prosa itself broke the promise of a return value. */
    static Optional<Refused> ofViolations(ConstraintViolationException fault) {
        if (fault.getConstraintViolations().stream().anyMatch(BodyFaults::isOfReturnValue)) return Optional.empty();
        return Optional.of(Refused.fields(fault.getConstraintViolations().stream()
                .map(v -> new FieldError(field(v.getPropertyPath()), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList()));
    }

    private static boolean isOfReturnValue(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(n -> n.getKind() == ElementKind.RETURN_VALUE);
    }

    /** The path within the body; a parameter that is no bean is named itself. */
    static String field(Path path) {
        StringBuilder field = new StringBuilder();
        String parameter = "body";
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) parameter = node.getName();
            appendIndex(field, node);
            if (node.getKind() == ElementKind.PROPERTY) appendName(field, node.getName());
        }
        return field.isEmpty() ? parameter : field.toString();
    }

    private static void appendIndex(StringBuilder field, Path.Node node) {
        Object index = node.getIndex() != null ? node.getIndex() : node.getKey();
        if (node.isInIterable() && index != null)
            field.append('[').append(index).append(']');
    }

    private static void appendName(StringBuilder field, String name) {
        if (!field.isEmpty()) field.append('.');
        field.append(name);
    }

    public static Refused ofJson(JsonProcessingException fault) {
        boolean ofOneField = fault instanceof JsonMappingException e && !isMalformed(e);
        return ofOneField
                ? ofField((JsonMappingException) fault)
                : Refused.field("body", "is not valid JSON" + location(fault.getLocation()));
    }

    private static Refused ofField(JsonMappingException fault) {
        if (fault instanceof MismatchedInputException e) return Refused.field(field(e), expectation(e));
        if (fault.getCause() instanceof InputCoercionException e)
            return Refused.field(field(fault), "must be " + kind(e.getTargetType()));
        return Refused.field(field(fault), "cannot be read");
    }

    /** Whether what is wrong is the document itself, however deep Jackson was in it. */
    private static boolean isMalformed(JsonMappingException fault) {
        boolean unreadable = fault.getCause() instanceof StreamReadException
                && !(fault.getCause() instanceof InputCoercionException);
        boolean trailing = fault.getOriginalMessage().startsWith("Trailing token");
        return unreadable || trailing;
    }

    private static String location(JsonLocation at) {
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String field(JsonMappingException fault) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            if (step.getFieldName() == null)
                field.append('[').append(step.getIndex()).append(']');
            else appendName(field, step.getFieldName());
        }
        return field.isEmpty() ? "body" : field.toString();
    }

    private static String expectation(MismatchedInputException fault) {
        if (fault instanceof StrictJson.Unacceptable) return fault.getOriginalMessage();
        Class<?> wanted = fault.getTargetType();
        return wanted == null ? "cannot be read" : "must be " + kind(wanted);
    }

    private static String kind(Class<?> wanted) {
        if (wanted.isEnum())
            return "one of "
                    + Arrays.stream(wanted.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        if (wanted == String.class) return "a string";
        if (wanted == UUID.class) return "a UUID";
        if (wanted == Instant.class) return "a time in ISO 8601 with an offset";
        if (wanted == Boolean.class || wanted == boolean.class) return "true or false";
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) return "a number in range";
        return wanted.isArray() || Collection.class.isAssignableFrom(wanted) ? "an array" : "an object";
    }
}
