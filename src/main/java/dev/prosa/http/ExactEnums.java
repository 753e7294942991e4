package dev.prosa.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;

/** Enum values are taken as they are written: Jackson takes off spaces and control characters around them. */
final class ExactEnums extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> usual) {
        return new Exact(usual, type.getRawClass());
    }

    private static final class Exact extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        private final Class<?> type;

        Exact(JsonDeserializer<?> usual, Class<?> type) {
            super(usual);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
            return new Exact(other, type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            boolean isPadded = parser.hasToken(JsonToken.VALUE_STRING)
                    && !parser.getText().equals(parser.getText().trim());
            return isPadded
                    ? context.handleWeirdStringValue(type, parser.getText(), "has something around it")
                    : super.deserialize(parser, context);
        }
    }
}
