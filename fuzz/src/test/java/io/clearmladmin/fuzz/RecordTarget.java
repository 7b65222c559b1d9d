package io.clearmladmin.fuzz;

import io.clearmladmin.kafka.EventDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record from Kafka: lines of headers {@code name=value}, an empty line, and the value. */
public final class RecordTarget {

    private static final EventDeserializer READER = new EventDeserializer();

    private RecordTarget() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, Math.max(0, end)).split("\n", -1);
        RecordHeaders headers = new RecordHeaders();
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            headers.add(parts[0], parts.length == 1 ? null : parts[1].getBytes(StandardCharsets.ISO_8859_1));
        }
        try {
            READER.deserialize("topic", headers, Arrays.copyOfRange(data, end < 0 ? 0 : end + 2, data.length));
        } catch (SerializationException documented) {
            Outcome.shown(documented);
        }
    }
}
