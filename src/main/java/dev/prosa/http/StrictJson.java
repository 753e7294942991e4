package dev.prosa.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.prosa.problem.Ids;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * JSON as the contract has it: a value of another type is refused and never bent into shape, a string holds only what
 * PostgreSQL can store, a time is written with exactly milliseconds.
 */
@Singleton
final class StrictJson implements ObjectMapperCustomizer {

    /** A value of the right type that cannot be taken; its message is fit for the sender. */
    static final class Unacceptable extends MismatchedInputException {
        private static final long serialVersionUID = 1;

        Unacceptable(JsonParser parser, String message, Class<?> wanted) {
            super(parser, message, wanted);
        }
    }

    /** The last one: of two readers of a type the later one counts. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        forbidCoercion(mapper);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .registerModule(module());
    }

    @SuppressWarnings("deprecation") // the builder that replaces it is out of a customizer's reach
    private static void forbidCoercion(ObjectMapper mapper) {
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    }

    private static SimpleModule module() {
        return new SimpleModule("prosa")
                .setDeserializerModifier(new ExactEnums())
                .addDeserializer(String.class, new Text())
                .addDeserializer(Object.class, new AnyValue())
                .addKeyDeserializer(String.class, new Key())
                .addDeserializer(UUID.class, new Id())
                .addDeserializer(Instant.class, new TimeReader())
                .addSerializer(Instant.class, new TimeWriter());
    }

    /** Why the text cannot be stored, or null. */
    private static String unstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) return "must not contain U+0000";
            if (!Character.isSurrogate(c)) continue;
            boolean paired = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (!paired) return "must not contain an unpaired surrogate";
            i++;
        }
        return null;
    }

    private static String checked(JsonParser parser, String text) throws Unacceptable {
        String reason = unstorable(text);
        if (reason != null) throw new Unacceptable(parser, reason, String.class);
        return text;
    }

    private static final class Text extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (String) context.handleUnexpectedToken(String.class, parser);
            return checked(parser, parser.getText());
        }
    }

    /** A value of whatever type, whose keys are strings too. */
    private static final class AnyValue extends UntypedObjectDeserializer {
        private static final long serialVersionUID = 1;

        AnyValue() {
            super(null, (JavaType) null);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object value = super.deserialize(parser, context);
            if (value instanceof Map<?, ?> object) for (Object key : object.keySet()) checked(parser, (String) key);
            return value;
        }
    }

    private static final class Key extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return checked(context.getParser(), key);
        }
    }

    /** Jackson's own takes off spaces and control characters around it, and reads other forms, too. */
    private static final class Id extends StdScalarDeserializer<UUID> {
        private static final long serialVersionUID = 1;

        Id() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            try {
                return Ids.parse(checked(parser, parser.getText()));
            } catch (IllegalArgumentException e) {
                throw new Unacceptable(parser, "must be a UUID", UUID.class);
            }
        }
    }

    private static final class TimeReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        TimeReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            try {
                OffsetDateTime time = OffsetDateTime.parse(parser.getText());
                if (time.getYear() >= 1 && time.getYear() <= 9999)
                    return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeException e) {
                // the same answer as for a year out of range
            }
            throw new Unacceptable(parser, "must be a time in ISO 8601 with an offset", Instant.class);
        }
    }

    private static final class TimeWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;
        private static final DateTimeFormatter FORMAT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        TimeWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(FORMAT.format(time));
        }
    }
}
