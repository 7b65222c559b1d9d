package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.house.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a setting, wherever it stands, no message quotes a secret. */
class ConfigurationSecretsTest {

    private static final String CONF = """
            # clearml-init
            api {
                web_server: http://web:8080
                api_server: http://file:8008
                credentials {"access_key" = "KANARIKEY", "secret_key" = "kanari-secret-of-the-file"}
                verify_certificate: true
            }
            sdk.aws.s3 { key: "kanari-s3", secret: kanari-s3-secret, region: "" }
            """;
    private static final String SLIPS = "{}[]:=\"'\\$?&*!%@,#\n\t+-~`(){}";

    @TempDir
    Path home;

    private final Canaries canaries = new Canaries();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @AfterEach
    void stop() {
        canaries.close();
    }

    private boolean fails() {
        try {
            Object settings = new ConfigResolver(
                            ClientConfig.builder().build(), new Environment(properties::get, variables::get, home))
                    .settings();
            canaries.see(settings.toString());
            return false;
        } catch (ConfigurationException refused) {
            canaries.see(refused);
            return true;
        }
    }

    @Test
    void a_slip_anywhere_in_the_file_shows_no_secret() throws IOException {
        Random random = new Random(3);
        int failures = 0;
        for (int i = 0; i < 600; i++) {
            StringBuilder text = new StringBuilder(CONF);
            for (int slips = 1 + random.nextInt(2); slips > 0; slips--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.insert(at, SLIPS.charAt(random.nextInt(SLIPS.length())));
                }
            }
            Files.writeString(home.resolve("clearml.conf"), text);
            failures += fails() ? 1 : 0;
        }
        assertThat(failures).isGreaterThan(100);
        canaries.assertNone();
    }

    @Test
    void a_wrong_value_in_any_place_shows_no_secret() {
        List<String> hosts = List.of(
                "http://user:kanari-pass@host:8008",
                "user:kanari-pass@host:8008",
                "ftp://user:kanari-pass@host",
                "http://host:8008/?token=kanari-token",
                "host:8008/?token=kanari-token",
                "ftp://host/#kanari",
                "http://host:8008/api.login?password=kanari",
                "http://[kanari@host");
        List<String> secrets = List.of("kanari\n", " kanari", "kanari\u0000", "kanari\u65e5\u672c", "can:kanari", "");
        int failures = 0;
        for (Map<String, String> place : List.of(properties, variables)) {
            boolean isProperty = place == properties;
            String host = isProperty ? "clearml.api.host" : "CLEARML_API_HOST";
            String key = isProperty ? "clearml.api.access_key" : "CLEARML_API_ACCESS_KEY";
            String secret = isProperty ? "clearml.api.secret_key" : "CLEARML_API_SECRET_KEY";
            String token = isProperty ? "clearml.auth.token" : "CLEARML_AUTH_TOKEN";
            for (String wrong : hosts) {
                place.putAll(Map.of(host, wrong, key, "K", secret, "kanari-secret"));
                failures += fails() ? 1 : 0;
            }
            place.put(host, "http://host:8008");
            for (String wrong : secrets) {
                for (String name : List.of(key, secret, token)) {
                    Map<String, String> before = new HashMap<>(place);
                    place.put(name, wrong);
                    failures += fails() ? 1 : 0;
                    place.clear();
                    place.putAll(before);
                }
            }
            place.remove(key);
            failures += fails() ? 1 : 0;
            place.clear();
        }
        variables.putAll(Map.of("CLEARML_API_SECRET_KEY", "kanari-one", "CLEARML_SECRET_KEY", "kanari-two"));
        variables.put("CLEARML_API_HOST", "http://host:8008");
        failures += fails() ? 1 : 0;
        assertThat(failures).isGreaterThan(30);
        canaries.assertNone();
    }

    @Test
    void files_of_keys_and_certificates_that_are_wrong_are_named_and_not_quoted() throws IOException {
        Path key = Files.writeString(
                home.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nkanariMIIEkanari\n-----END PRIVATE KEY-----\n");
        Path other = Files.writeString(home.resolve("other.pem"), "-----BEGIN RSA PRIVATE KEY-----\nkanari\n");
        Path text = Files.writeString(home.resolve("text"), "kanari: not a key at all\n");
        List<Runnable> uses = new ArrayList<>();
        for (Path chain : List.of(key, other, text)) {
            for (Path second : List.of(key, other, text)) {
                uses.add(() -> builder().clientCertificate(chain, second).build());
            }
            uses.add(() -> builder().clientCertificate(chain, "kanari-password").build());
            uses.add(() -> builder().trustedCertificates(chain).build());
        }
        uses.add(() -> builder().proxy("user:kanari@proxy", 0, "user", "kanari").build());
        uses.add(() -> builder().proxy("", 1, "user", "kanari").build());
        uses.add(() -> builder().token("kanari token").build());
        uses.add(() -> builder().credentials("kanari key", "kanari").build());
        uses.add(() -> builder().credentials("key", "kanari\u65e5").build());
        uses.add(() -> builder().apiUrl("http://user:kanari@host").build());
        uses.add(() -> builder().build().withCredentials(" ", Secret.of("kanari")));
        uses.forEach(canaries::attempt);
        assertThat(canaries.seen()).hasSizeGreaterThan(2 * uses.size() - 1);
        canaries.assertNone();
    }

    private static ClearMl.Builder builder() {
        return ClearMl.builder().apiUrl("http://host:8008").credentials("KEY", "kanari-secret");
    }
}
