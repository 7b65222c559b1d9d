package io.clearmladmin.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/** An event in a file: its id, what it is as JSON, and a checksum, since the file checks its structure only. */
final class EventBytes {

    private static final int ID = 2 * Long.BYTES;
    private static final int CHECKSUM = Integer.BYTES;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.readerFor(Written.class);

    private EventBytes() {}

    /** What is written of an event; short names, since there are many. */
    private record Written(
            String source,
            Event.Kind kind,
            String type,
            String tenant,
            String subject,
            String time,
            LinkedHashMap<String, Object> data) {}

    /** Fails with an IllegalArgumentException if the data holds what JSON has not. */
    static byte[] of(Event event) {
        byte[] json;
        try {
            json = WRITER.writeValueAsBytes(new Written(
                    event.source(),
                    event.kind(),
                    event.type(),
                    event.tenant(),
                    event.subject(),
                    event.time().toString(),
                    new LinkedHashMap<>(event.data())));
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("its data is not JSON: " + failure.getOriginalMessage(), failure);
        }
        UUID id = event.id();
        ByteBuffer bytes = ByteBuffer.allocate(ID + json.length + CHECKSUM)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(json);
        return bytes.putInt(checksum(bytes.array())).array();
    }

    static UUID id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Fails with an IOException if these are not the bytes that were written. */
    static Event read(byte[] bytes) throws IOException {
        int end = bytes.length - CHECKSUM;
        if (end <= ID || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes)) {
            throw new IOException("a checksum is wrong");
        }
        try {
            Written written = READER.readValue(bytes, ID, end - ID);
            Map<String, Object> data = written.data();
            return new Event(
                    written.source(),
                    written.kind(),
                    written.type(),
                    written.tenant(),
                    written.subject(),
                    Instant.parse(written.time()),
                    data);
        } catch (DateTimeException | IllegalArgumentException failure) {
            throw new IOException("not an event: " + failure.getMessage(), failure);
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - CHECKSUM);
        return (int) checksum.getValue();
    }
}
