package io.clearmladmin.helm;

import java.security.SecureRandom;
import java.util.HexFormat;

/** New keys and secrets, as {@code openssl rand -hex} makes them. */
final class RandomText {

    private RandomText() {}

    static String of(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
