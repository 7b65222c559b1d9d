package io.clearmladmin.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.onboarding.YamlNode.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The text of a specification: a bounded one, in UTF-8. */
final class SpecText {

    private static final int MOST_BYTES = 3 << 20;
    private static final char MARK = '\ufeff';

    private SpecText() {}

    /** The text of a file. */
    static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream content = Files.newInputStream(file)) {
            bytes = content.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            throw refusal(file, new Place(1, 1), "is larger than 3 MB, as no specification is");
        }
        if (bytes.length > 1 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xfe + 0xff) {
            throw refusal(file, new Place(1, 1), "is in UTF-16; save it in UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            String before = new String(Arrays.copyOf(bytes, in.position()), StandardCharsets.UTF_8);
            String reason = "is not in UTF-8; save it in that encoding";
            throw refusal(file, YamlSyntax.place(before, before.length()), reason);
        }
        return out.flip().toString();
    }

    private static InvalidSpecException refusal(Path file, Place place, String reason) {
        MistakeCollector mistakes = new MistakeCollector(file.toString(), "");
        mistakes.add(place, FieldPath.ROOT, reason);
        return new InvalidSpecException(mistakes.inOrder());
    }

    /** The text as the reader of YAML takes it: no mark before it, and no tabs between the values of JSON. */
    static String asYaml(String text) {
        String unmarked = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        return unmarked.indexOf('\t') >= 0 && isJson(unmarked) ? unmarked.replace('\t', ' ') : unmarked;
    }

    // In JSON a tab is only between values: in a text it is an escape.
    private static boolean isJson(String text) {
        try {
            return text.strip().startsWith("{") && Json.MAPPER.readTree(text).isObject();
        } catch (JsonProcessingException not) {
            return false;
        }
    }
}
