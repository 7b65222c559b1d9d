package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Schema;
import io.clearmladmin.report.Report;
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

    private static final String PUBLIC_SECRET = "BxapIRo9ZINi8x25CRxz8Wdmr2pQjzuWVB4PNASZqCtTyWgWVQ";

    private final Secret secret = Secret.of("secret-of-a-test");
    private final String accessKey = "KEYOFTHEAPISERVER";
    private final String monitorUuid = "5f0c9d58-3c0e-4b0a-9b86-0d0a6a0b7f11";

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void the_servers_values() throws IOException {
        HelmValues.clearmlEnterprise("11.0.2")
                .imageCredentials(secret)
                .baseDomain("ml.example.com")
                .tlsSecretName("ml-tls")
                .clearmlApplications(true)
                .features(Feature.USER_MANAGEMENT_ADVANCED)
                .uniqueCompanyNames()
                .groupFeatures("users", List.of(Feature.APPLICATIONS, Feature.REPORTS))
                .customEvents(CustomEvents.builder()
                        .kafkaHosts("kafka-1:9093", "kafka-2:9093")
                        .sasl("SASL_SSL", "SCRAM-SHA-512", "clearml", secret)
                        .build())
                .build()
                .writeTo(folder.resolve("clearml-values.override.yaml"));

        assertThat(folder.resolve("clearml-values.override.yaml")).exists();
    }

    @Test
    void the_custom_events_charts_values() throws IOException {
        HelmValues.clearmlCustomEvents()
                .imageCredentials(secret)
                .apiServer(URI.create("https://api.ml.example.com"), accessKey, secret)
                .podsMonitorUUID(UUID.fromString(monitorUuid))
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

        Report report = HelmValues.read(Chart.clearml("7.14.4"), folder.resolve("values.yaml"))
                .check();
        System.out.print(report.forTerminal());

        assertThat(report.toText())
                .startsWith("Values of clearml 7.14.4 in values.yaml at ")
                .endsWith(": healthy: nothing found\n");
        assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
    }

    @Test
    void the_report_of_the_page_is_one_of_the_check() throws IOException {
        StringBuilder yaml = new StringBuilder("clearml:\n  apiserverKey: OWNKEYOFMINE00000000\n");
        yaml.append("  apiserverSecret: ").append(PUBLIC_SECRET).append("\n\n");
        yaml.append("ingress:\n  api:\n    enabled: false\n\napiserver:\n  extraEnvs:\n");
        yaml.append("    - name: A\n      value: true\n");
        Files.writeString(folder.resolve("values.yaml"), yaml);
        Report report = HelmValues.read(Chart.clearml("7.14.4"), folder.resolve("values.yaml"))
                .check();
        assertThat(report.isHealthy()).isFalse();
        assertThat(Schema.misfits(Report.jsonSchema(), report.toJson())).isEmpty();
        assertThat(report.toText().lines().skip(2).map(String::strip)).allMatch(line -> !line.contains(PUBLIC_SECRET));
        assertThat(report.findings())
                .extracting(finding -> finding.severity() + " " + finding.check() + " " + finding.where())
                .contains(
                        "CRITICAL default-secret values.yaml:3",
                        "HIGH renamed-key values.yaml:6",
                        "HIGH extra-env values.yaml:12");
    }

    @Test
    void what_the_page_shows_is_what_stands_here() throws IOException {
        String here = squeezed(Files.readString(SOURCE));

        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/helm-values.md")))
                .results()
                .map((MatchResult example) -> squeezed(example.group(1)))
                .toList();

        assertThat(examples).hasSize(5).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String squeezed(String code) {
        return code.replaceAll("(?m)^import .*;$", "")
                .replace("folder.resolve(", "Path.of(")
                .replaceAll("\\s+", "");
    }
}
