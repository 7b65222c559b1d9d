package io.clearmladmin.k8s.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An event's data in little memory, for as long as it may be needed and hardly ever is. The data of one monitor's events are much
 * alike: of each, there is what differs from the first one.
 */
final class PackedData {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // So that half a character, which JSON can hold and UTF-8 cannot, comes back as it was.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {};

    private final byte[] first;
    private final byte[] packed;
    private final int size;

    private PackedData(byte[] first, byte[] packed, int size) {
        this.first = first;
        this.packed = packed;
        this.size = size;
    }

    /** Packs the data of many events. For one thread; it holds memory beside the heap until it is closed. */
    static final class Packer implements AutoCloseable {

        private static final int PART = 1_024;

        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private byte @Nullable [] first;
        private byte[] space = new byte[PART];

        /** What JSON has comes back equal; numbers as JSON's reader takes them. */
        PackedData pack(Map<String, Object> data) {
            byte[] json = json(data);
            if (first == null) {
                first = json;
            }
            deflater.reset();
            deflater.setDictionary(first);
            deflater.setInput(json);
            deflater.finish();
            int packed = 0;
            while (!deflater.finished()) {
                if (packed == space.length) {
                    space = Arrays.copyOf(space, 2 * packed);
                }
                packed += deflater.deflate(space, packed, space.length - packed);
            }
            return new PackedData(first, Arrays.copyOf(space, packed), json.length);
        }

        private static byte[] json(Map<String, Object> data) {
            try {
                return MAPPER.writeValueAsBytes(data);
            } catch (JsonProcessingException failure) {
                throw new IllegalArgumentException("its data is not JSON: " + failure.getOriginalMessage(), failure);
            }
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** How many bytes it takes, beside what the first one has. */
    int bytes() {
        return packed.length;
    }

    Map<String, Object> unpack() {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] json = new byte[size];
            int read = inflater.inflate(json);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(first);
                read = inflater.inflate(json);
            }
            if (read != size) {
                throw new DataFormatException(read + " bytes of " + size);
            }
            return MAPPER.readValue(json, DATA);
        } catch (IOException | DataFormatException failure) {
            throw new IllegalStateException("what was packed cannot be unpacked", failure);
        } finally {
            inflater.end();
        }
    }
}
