package io.clearmladmin.credentials;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Parts of names. Different texts give different parts: one that is used unchanged has no two dashes, another one has them
 * and a hash of the whole text.
 */
final class KeyNames {

    // Four such parts, and the rest of a file's name, stay below the 255 bytes that file systems accept.
    private static final int LONGEST = 56;
    private static final int HASH = 16;
    private static final String MARK = "--";
    private static final int HASH_BYTES = 10;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Z0-9]{1," + LONGEST + "}");

    private KeyNames() {}

    static String part(String text) {
        boolean isPlain = text.length() <= LONGEST && PLAIN.matcher(text).matches() && !text.contains(MARK);
        return isPlain ? text : marked(text);
    }

    /** Access keys are in capitals, which some file systems do not distinguish. */
    static String accessKey(String text) {
        return PLAIN_KEY.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : marked(text);
    }

    private static String marked(String text) {
        String readable = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String begin = readable.substring(0, Math.min(readable.length(), LONGEST - MARK.length() - HASH));
        String trimmed = begin.replaceAll("^-|-$", "");
        return (trimmed.isEmpty() ? "x" : trimmed) + MARK + hash(text);
    }

    // Hashes the plain characters: an encoding would make all unpaired surrogates equal.
    private static String hash(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            String number = new BigInteger(1, Arrays.copyOf(digest, HASH_BYTES)).toString(Character.MAX_RADIX - 4);
            return "0".repeat(HASH - number.length()) + number;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
