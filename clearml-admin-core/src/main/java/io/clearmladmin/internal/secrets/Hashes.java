package io.clearmladmin.internal.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Recognizes public secrets, most of them by their SHA-256 only. */
public final class Hashes {

    private static final Set<Integer> HMAC_BYTES = Set.of(32, 48, 64);

    private Hashes() {}

    public static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Whether a JSON web token is signed with this key, by HMAC with SHA-256, 384 or 512. */
    public static boolean isSigned(String token, byte[] key) {
        int dot = token.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!HMAC_BYTES.contains(signature.length)) {
                return false;
            }
            Mac mac = Mac.getInstance("HmacSHA" + signature.length * Byte.SIZE);
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            byte[] content = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(signature, mac.doFinal(content));
        } catch (GeneralSecurityException | IllegalArgumentException notSuch) {
            return false;
        }
    }
}
