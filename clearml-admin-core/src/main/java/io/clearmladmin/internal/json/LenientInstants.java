package io.clearmladmin.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads dates in all the forms that ClearML writes: ISO with an offset, with {@code Z}, or with no zone, which means UTC;
 * a bare day; and epoch seconds or milliseconds, distinguished by their size.
 */
final class LenientInstants extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    // As seconds this is the year 5138; as milliseconds it is 1973.
    private static final double LARGEST_SECONDS = 1e11;

    LenientInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return ofNumber(parser.getDoubleValue());
        }
        if (token != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        String text = parser.getText().strip();
        try {
            return ofText(text);
        } catch (DateTimeException notADate) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a date");
        }
    }

    private static Instant ofNumber(double number) {
        double millis = Math.abs(number) > LARGEST_SECONDS ? number : number * 1000;
        return Instant.ofEpochMilli(Math.round(millis));
    }

    private static Instant ofText(String text) {
        Instant usual = Timestamps.parse(text);
        if (usual != null) {
            return usual;
        }
        int time = text.indexOf('T');
        if (time < 0) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        boolean hasZone = text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return hasZone
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
