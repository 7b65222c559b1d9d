package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.system.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The files are the examples of ClearML's guides, with values instead of the placeholders. */
class GoldenFilesTest {

    private static String golden(String name) throws IOException {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_enterprise_servers_values_are_those_of_the_install_guide() throws IOException {
        HelmValues values = HelmValues.clearmlEnterprise()
                .imageCredentials(Secret.of("dckr_pat_of-a-test"))
                .baseDomain("ml.example.com")
                .clearmlApplications(true)
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("enterprise.yaml"));
    }

    @Test
    void credentials_have_the_keys_of_the_install_guide() throws IOException {
        HelmValues values = HelmValues.clearmlEnterprise("11.0.2")
                .apiserverCredentials("KEYOFTHEAPISERVER", Secret.of("secret-of-the-apiserver"))
                .fileserverCredentials("KEYOFTHEFILESERVER", Secret.of("secret-of-the-fileserver"))
                .testUserCredentials("KEYOFTHETESTS", Secret.of("secret-of-the-tests"))
                .secureAuthTokenSecret(Secret.of("secret-of-the-tokens"))
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("credentials.yaml"));
    }

    @Test
    void external_databases_are_those_of_the_install_guide_and_the_charts_own_are_off() throws IOException {
        HelmValues values = HelmValues.clearmlEnterprise()
                .externalElasticsearch("es-1.example.com:9200", "es-2.example.com:9200")
                .externalMongodb(
                        Secret.of("mongodb://mongo.example.com:27017/auth"),
                        Secret.of("mongodb://mongo.example.com:27017/backend"))
                .externalRedis("redis.example.com", 6379)
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("external-databases.yaml"));
    }

    @Test
    void custom_events_are_those_of_the_custom_events_guide() throws IOException {
        HelmValues values = HelmValues.clearmlEnterprise()
                .customEvents(CustomEvents.builder()
                        .kafkaHosts("kafka.example.com:9092")
                        .sasl("SASL_PLAINTEXT", "SCRAM-SHA-512", "clearml", Secret.of("password-of-kafka"))
                        .build())
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("custom-events.yaml"));
    }

    @Test
    void features_and_groups_are_environment_variables_with_json_lists() throws IOException {
        HelmValues values = HelmValues.clearmlEnterprise()
                .features(Feature.USER_MANAGEMENT_ADVANCED)
                .uniqueCompanyNames()
                .groupFeatures("users", List.of(Feature.APPLICATIONS))
                .group(new ServerGroup(
                        "data_scientists",
                        UUID.fromString("5f0c9d58-3c0e-4b0a-9b86-0d0a6a0b7f11"),
                        "Data Scientists",
                        List.of(Feature.APPLICATIONS, Feature.PIPELINES, Feature.REPORTS),
                        false))
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("groups.yaml"));
    }

    @Test
    void the_custom_events_charts_values_are_those_of_its_guide() throws IOException {
        HelmValues values = HelmValues.clearmlCustomEvents()
                .imageCredentials(Secret.of("dckr_pat_of-a-test"))
                .apiServer(
                        URI.create("https://api.ml.example.com"),
                        "KEYOFTHEAPISERVER",
                        Secret.of("secret-of-the-apiserver"))
                .checkInterval(Duration.ofSeconds(60))
                .podsMonitorUUID(UUID.fromString("0b3a7a0e-6f3b-4ed0-8a51-6ad7f5a3c9d2"))
                .podsInventory("@daily")
                .companyInventory("@daily")
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("clearml-custom-events.yaml"));
    }

    @Test
    void the_public_charts_values_always_have_keys_of_their_own() throws IOException {
        HelmValues values = HelmValues.clearml("7.14.4")
                .random(new Counting())
                .baseDomain("ml.example.com")
                .tlsSecretName("ml-tls")
                .externalRedis("redis.example.com", 6379)
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("public-7.yaml"));
    }

    @Test
    void a_chart_of_the_4_line_gets_its_own_keys() throws IOException {
        HelmValues values = HelmValues.clearml("4.3.0")
                .random(new Counting())
                .baseDomain("ml.example.com")
                .tlsSecretName("ml-tls")
                .apiserver(api -> api.additionalConfig("hosts.conf", Secret.of("elastic {}")))
                .externalElasticsearch("es.example.com:9200")
                .externalRedis("redis.example.com", 6379)
                .build();

        assertThat(values.toYaml()).isEqualTo(golden("public-4.yaml"));
    }

    /** Fills what is drawn first with 1, then with 2, and so on. */
    static final class Counting extends java.security.SecureRandom {

        private static final long serialVersionUID = 1;
        private byte drawn;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, ++drawn);
        }
    }
}
