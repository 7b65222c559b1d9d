package io.clearmladmin.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No two keys have one name, and every name is one that Kubernetes and file systems take. */
class KeptKeyTest {

    private static final String TENANT = "3f1c0a5b9d2e4f60817263544536271a";
    private static final String USER = "9a2b7c6d5e4f30211203f4e5d6c7b8a9";
    private static final String KEY = "7QX2ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    // What a Secret of Kubernetes may be called.
    private static final String DNS_SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    private static KeptKey key(String tenant, String user, String label, String accessKey) {
        return new KeptKey(tenant, "Acme", user, label, accessKey);
    }

    private static String name(String label) {
        return key(TENANT, USER, label, KEY).stableName();
    }

    @Test
    void a_name_contains_tenant_user_label_and_key() {
        assertThat(key(TENANT, USER, "agent", KEY).ownName())
                .isEqualTo(TENANT + "." + USER + ".agent.7qx2abcdefghijklmnopqrstuvwxyz");
        assertThat(name("agent")).isEqualTo(TENANT + "." + USER + ".agent");
        assertThat(name("Acme (EU)")).startsWith(TENANT + "." + USER + ".acme-eu--");
        assertThat(name("Büro Köln")).startsWith(TENANT + "." + USER + ".buro-koln--");
    }

    @Test
    void what_once_had_one_name_has_two() {
        assertThat(key("a-b", USER, "c", KEY).stableName())
                .isNotEqualTo(key("a", USER, "b-c", KEY).stableName());
        assertThat(key(TENANT, "ann", "agent", KEY).stableName())
                .isNotEqualTo(key(TENANT, "bob", "agent", KEY).stableName());
        assertThat(List.of(
                        name("日本"),
                        name("中国"),
                        name(""),
                        name("Acme (EU)"),
                        name("acme-eu"),
                        name("acme-eu--x"),
                        name("\u00e9"),
                        name("e\u0301"),
                        name("\ud83d"),
                        name("\ude00"),
                        name("x".repeat(300) + "1"),
                        name("x".repeat(300) + "2")))
                .doesNotHaveDuplicates();
    }

    @Test
    void different_keys_have_different_names_whatever_they_are_called() {
        Random random = new Random(42);
        Map<String, KeptKey> names = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            KeptKey key = key(text(random), text(random), random.nextInt(9) == 0 ? "" : text(random), text(random));
            String name = key.ownName();
            assertThat(name).matches(DNS_SUBDOMAIN).hasSizeLessThanOrEqualTo(227);
            assertThat(key.stableName()).matches(DNS_SUBDOMAIN);
            KeptKey other = names.put(name.toLowerCase(Locale.ROOT), key);
            assertThat(other == null || other.equals(key))
                    .as("%s of %s and %s", name, key, other)
                    .isTrue();
        }
    }

    // Short texts of few characters, so that many are nearly the same; and some of any character.
    private static String text(Random random) {
        String letters = "aAbB-._ 1é日";
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "k".repeat(random.nextInt(120)) : "");
        for (int i = 0; i <= random.nextInt(4); i++) {
            text.append(
                    random.nextInt(20) == 0
                            ? (char) random.nextInt(Character.MAX_VALUE + 1)
                            : letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString().isBlank() ? "x" : text.toString();
    }
}
