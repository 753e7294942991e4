package dev.prosa.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import java.io.IOException;

/** A field of a request where null and absent differ: absent leaves what is there, null takes it away. */
@JsonDeserialize(using = Patch.Reader.class)
public sealed interface Patch<T> {

    /** The field was not sent. */
    record Absent<T>() implements Patch<T> {}

    /** @param value null where null was sent */
    record Value<T>(T value) implements Patch<T> {}

    static <T> Patch<T> absent() {
        return new Absent<>();
    }

    static <T> Patch<T> of(T valueOrNull) {
        return new Value<>(valueOrNull);
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    /** What was sent, null too, or else this. */
    default T orElse(T current) {
        return this instanceof Value<T> sent ? sent.value() : current;
    }

    /** Reads the value as its own type is read. */
    final class Reader extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {

        private final JsonDeserializer<?> values;

        Reader() {
            this(null);
        }

        private Reader(JsonDeserializer<?> values) {
            this.values = values;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
                throws JsonMappingException {
            JavaType value = context.getContextualType().containedTypeOrUnknown(0);
            return new Reader(context.findContextualValueDeserializer(value, property));
        }

        @Override
        public Patch<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Value<>(values.deserialize(parser, context));
        }

        @Override
        public Patch<?> getNullValue(DeserializationContext context) {
            return new Value<>(null);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return new Absent<>();
        }
    }

    /** Constraints on a {@code Patch} are on what was sent; nothing is required of what was not. */
    @Singleton
    final class Extractor implements ValueExtractor<Patch<@ExtractedValue ?>> {

        @Override
        public void extractValues(Patch<?> patch, ValueReceiver receiver) {
            receiver.value(null, patch.orElse(null));
        }
    }
}
