package io.clearmladmin.internal.configuration;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import java.util.function.IntPredicate;

/** Refuses keys, secrets and tokens that cannot be sent or can never be valid. Their text is never quoted. */
public final class Keys {

    private static final int LAST_LATIN_1 = 0xff;

    private Keys() {}

    /** Checks an access key, which was found at {@code where}. */
    public static String accessKey(String where, String key) {
        String name = where + ": the access key";
        require(!key.isBlank(), name, "must not be empty");
        require(key.chars().noneMatch(Character::isWhitespace), name, "must not contain blanks or line breaks");
        require(key.indexOf(':') < 0, name, "must not contain a colon, where the server would split it");
        return sendable(name, key);
    }

    /** Checks a secret key likewise. */
    public static Secret secretKey(String where, Secret secret) {
        String name = where + ": the secret key";
        String text = secret.reveal();
        require(!text.isBlank(), name, "must not be empty");
        require(text.strip().equals(text), name, "must not begin or end with blanks or line breaks");
        sendable(name, text);
        return secret;
    }

    static Secret token(String where, Secret token) {
        String name = where + ": the token";
        require(!token.reveal().isBlank(), name, "must not be empty");
        require(all(token.reveal(), c -> c > ' ' && c < 0x7f), name, "must be visible ASCII without blanks");
        return token;
    }

    private static String sendable(String name, String text) {
        require(all(text, c -> !Character.isISOControl(c)), name, "must not contain control characters");
        require(
                all(text, c -> c <= LAST_LATIN_1),
                name,
                "contains a character outside latin-1, and the server reads no others; choose another password or a key");
        return text;
    }

    private static boolean all(String text, IntPredicate right) {
        return text.chars().allMatch(right);
    }

    private static void require(boolean right, String name, String otherwise) {
        if (!right) {
            throw new ConfigurationException(name + " " + otherwise);
        }
    }
}
