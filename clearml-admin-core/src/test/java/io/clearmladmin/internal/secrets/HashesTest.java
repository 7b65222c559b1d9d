package io.clearmladmin.internal.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognizing secrets. */
class HashesTest {

    private static final String LONG_SECRET = "a-secret-of-more-than-64-bytes-".repeat(3);

    private static String token(String algorithm, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
        String content = "e30.e30";
        return content + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA256", "HmacSHA384", "HmacSHA512"})
    void a_token_is_known_by_its_secret(String algorithm) throws GeneralSecurityException {
        String token = token(algorithm, "secret");
        assertThat(Hashes.isSigned(token, "secret".getBytes(UTF_8))).isTrue();
        assertThat(Hashes.isSigned(token, "another".getBytes(UTF_8))).isFalse();
    }

    @Test
    void a_long_secret_is_known_by_its_hash_too() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(LONG_SECRET.getBytes(UTF_8));
        assertThat(Hashes.isSigned(token("HmacSHA256", LONG_SECRET), hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b.c", "a.b.", "a.b.!"})
    void what_is_no_signed_token_is_not_signed(String token) {
        assertThat(Hashes.isSigned(token, "secret".getBytes(UTF_8))).isFalse();
    }

    @Test
    void the_published_secrets_are_those_of_the_table_of_hashes() {
        assertThat(DefaultKey.KNOWN)
                .filteredOn(key -> key.secret().isPresent())
                .extracting(DefaultKey::sha256)
                .containsExactly(
                        "fe500dbcde32ccfd7c9f5e8a389ac5f5783726d554785c04ef479b7d66c8f3d1",
                        "be6ae474733128c18bb70dc6ea9f1ebf668e6132afeb0f623bdec3975faa8cef");
    }
}
