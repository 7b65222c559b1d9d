package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.system.Feature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about values shows code that stands here, and so compiles and runs; only its files lie elsewhere. */
class HelmValuesPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Path SOURCE = Path.of("src/test/java/io/clearmladmin/helm/HelmValuesPageTest.java");

    private final Secret dockerHubToken = Secret.of("dckr_pat_of-a-test");
    private final Secret kafkaPassword = Secret.of("password-of-kafka");
    private final Secret secretKey = Secret.of("secret-of-the-apiserver");
    private final String accessKey = "KEYOFTHEAPISERVER";
    private final UUID clusterId = UUID.fromString("5f0c9d58-3c0e-4b0a-9b86-0d0a6a0b7f11");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_servers_values() throws IOException {
        HelmValues.clearmlEnterprise("11.0.2")
                .imageCredentials(dockerHubToken)
                .baseDomain("ml.example.com")
                .tlsSecretName("ml-tls")
                .clearmlApplications(true)
                .features(Feature.USER_MANAGEMENT_ADVANCED)
                .uniqueCompanyNames()
                .groupFeatures("users", List.of(Feature.APPLICATIONS, Feature.REPORTS))
                .customEvents(CustomEvents.builder()
                        .kafkaHosts("kafka-1:9093", "kafka-2:9093")
                        .sasl("SASL_SSL", "SCRAM-SHA-512", "clearml", kafkaPassword)
                        .build())
                .build()
                .writeTo(folder.resolve("clearml-values.override.yaml"));

        assertThat(folder.resolve("clearml-values.override.yaml")).exists();
    }

    @Test
    void the_custom_events_charts_values() throws IOException {
        HelmValues.clearmlCustomEvents()
                .imageCredentials(dockerHubToken)
                .apiServer(URI.create("https://api.ml.example.com"), accessKey, secretKey)
                .podsMonitorUUID(clusterId)
                .checkInterval(Duration.ofSeconds(60))
                .podsInventory("@daily")
                .companyInventory("@daily")
                .build()
                .writeTo(folder.resolve("clearml-custom-events-values.override.yaml"));

        assertThat(folder.resolve("clearml-custom-events-values.override.yaml")).exists();
    }

    @Test
    void values_that_are_written_again() throws IOException {
        HelmValues.clearml("7.14.4").build().writeTo(folder.resolve("clearml-values.override.yaml"));

        Path file = folder.resolve("clearml-values.override.yaml");
        HelmValues earlier = HelmValues.read(Chart.clearml("7.14.4"), file);
        HelmValues.clearml("7.14.4")
                .credentialsOf(earlier)
                .baseDomain("ml.example.com")
                .build()
                .writeTo(file);

        assertThat(HelmValues.read(Chart.clearml("7.14.4"), file).secret("clearml.apiserverSecret"))
                .isEqualTo(earlier.secret("clearml.apiserverSecret"));
    }

    @Test
    void values_that_move_to_todays_names() throws IOException {
        Files.writeString(folder.resolve("clearml-values.override.yaml"), "clearml: {cookieDomain: ml.example.com}\n");

        HelmMigration migration = HelmValues.read(
                        Chart.clearmlEnterprise(), folder.resolve("clearml-values.override.yaml"))
                .migrate(Chart.Name.CONTROL_PLANE);
        System.out.println(migration);
        migration.values().writeTo(folder.resolve("control-plane-values.override.yaml"));

        assertThat(folder.resolve("control-plane-values.override.yaml"))
                .content()
                .isEqualTo("controlPlane:\n  cookieDomain: ml.example.com\n");
    }

    @Test
    void values_that_are_checked() throws IOException {
        Files.writeString(folder.resolve("values.yaml"), "clearml: {existingSecret: clearml-conf}\n");

        List<HelmFinding> findings = HelmValues.read(Chart.clearml("7.14.4"), folder.resolve("values.yaml"))
                .check();
        findings.forEach(System.out::println);

        assertThat(findings).isEmpty();
    }

    @Test
    void what_the_page_shows_is_what_stands_here() throws IOException {
        String here = squeezed(Files.readString(SOURCE).replace("folder.resolve(", "Path.of("));

        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/helm-values.md")))
                .results()
                .map((MatchResult example) -> squeezed(example.group(1)))
                .toList();

        assertThat(examples).hasSize(5).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
