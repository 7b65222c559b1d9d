package io.clearmladmin.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that people had, and that a check judged wrongly once. */
class FailedValuesTest {

    private static final Path CASES = cases();

    // The keys that the chart publishes stand in PublicSecrets too.
    private static final String SHOWN_VALUES = """
            clearml:
              cookieDomain: ""
              apiserverKey: GGS9F4M6XB2DXJ5AFT9F
              apiserverSecret: 2oGujVFhPfaozhpuz2GzQfA5OyxmMsR3WVJpsCR5hrgHFs20PO
              fileserverKey: XXCRJ123CEE2KSQ068WO
              fileserverSecret: YIy8EVAC7QCT4FtgitxAQGyW7xRHDZ4jpYlTE7HKiscpORl1hG
              readinessprobeKey: GK4PRTVT3706T25K6BA1
              readinessprobeSecret: ymLh1ok5k5xNUQfS944Xdx9xjf0wueokqKM2dMZfHuH9ayItG2
              secureAuthTokenSecret: ymLh1ok5k5xNUQfS944Xdx9xjf0wueokqKM2dMZfHuH9ayItG2
              testUserKey: ENP39EQM4SLACGD5FXB7
              testUserSecret: lPcm0imbcBZ8mwgO7tpadutiS3gnJD05x9j7afwXPS35IKbpiQ
            apiserver: &part
              ingress: {enabled: false, hostName: "api.clearml.127-0-0-1.nip.io", tlsSecretName: "", path: "/"}
              service: {type: NodePort, nodePort: 30008}
              extraEnvs: []
            fileserver:
              <<: *part
              ingress: {enabled: false, hostName: "files.clearml.127-0-0-1.nip.io", tlsSecretName: "", path: "/"}
            webserver:
              <<: *part
              ingress: {enabled: false, hostName: "app.clearml.127-0-0-1.nip.io", tlsSecretName: "", path: "/"}
            externalServices:
              elasticsearchConnectionString: '[{"host":"es_hostname1","port":9200},{"host":"es_hostname2","port":9200}]'
              mongodbConnectionStringAuth: "mongodb://mongodb_hostname:27017/auth"
              mongodbConnectionStringBackend: "mongodb://mongodb_hostnamehostname:27017/backend"
              redisHost: redis_hostname
              redisPort: 6379
            redis: {enabled: true}
            mongodb: {enabled: true}
            elasticsearch: {enabled: true}
            """;

    private static Path cases() {
        try {
            return Path.of(Objects.requireNonNull(FailedValuesTest.class.getResource("cases"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> check(String version, String file) throws IOException {
        return check(Chart.clearml(version), file);
    }

    // Small files name no keys of their own, which is another matter.
    private static List<String> check(Chart chart, String file) throws IOException {
        return HelmValues.read(chart, CASES.resolve(file)).check().findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .filter(finding -> !finding.check().equals(SecretRules.DEFAULT))
                .map(finding -> finding.severity() + " " + finding.check() + " " + finding.what() + ": "
                        + finding.evidence() + " -> " + finding.remedy())
                .toList();
    }

    @Test
    void chart_5_5_reads_elasticsearch_host_and_not_the_connection_string() throws IOException {
        assertThat(check("5.5.0", "21-helm-old-charts-wrong-advice/h14-chart55.yaml"))
                .isEmpty();
        assertThat(check("5.5.0", "21-helm-old-charts-wrong-advice/h14b-chart55-advice.yaml"))
                .anyMatch(
                        finding -> finding.startsWith("HIGH renamed-key externalServices.elasticsearchConnectionString")
                                && finding.contains("Write externalServices.elasticsearchHost and"))
                .anyMatch(finding -> finding.startsWith("HIGH database externalServices.elasticsearchHost: not set"));
        assertThat(check("5.6.0", "21-helm-old-charts-wrong-advice/h14b-chart55-advice.yaml"))
                .isEmpty();
    }

    @Test
    void charts_of_the_3_line_read_ingresses_by_name_and_keys_of_their_own() throws IOException {
        assertThat(check("3.10.5", "21-helm-old-charts-wrong-advice/h14c-chart35.yaml"))
                .isEmpty();
        // The switch of each came with 3.7.0; before, one switch was for all.
        assertThat(check("3.5.0", "21-helm-old-charts-wrong-advice/h14c-chart35.yaml"))
                .hasSize(3)
                .allMatch(finding ->
                        finding.contains(".enabled: not read") && finding.endsWith("Write ingress.enabled instead."));
        assertThat(HelmValues.parse(
                                Chart.clearml("3.10.5"),
                                "secret: {authToken: a-secret-of-ones-own-1, httpSession: a-secret-of-ones-own-2}")
                        .check()
                        .findings())
                .noneMatch(finding -> finding.evidence().contains("cannot set keys"));
    }

    @Test
    void fixed_users_where_the_server_does_not_read_them_are_reported() throws IOException {
        assertThat(check("7.14.1", "23-helm-fixed-users-not-read/h4-wrongfile.yaml"))
                .singleElement()
                .asString()
                .startsWith(
                        "HIGH fixed-users apiserver.additionalConfigs[\"auth.conf\"]: fixed users at fixed_users of auth.conf")
                .contains("login is open");
        assertThat(check("7.14.1", "23-helm-fixed-users-not-read/h4c-wrongprefix.yaml"))
                .singleElement()
                .asString()
                .contains("fixed users at apiserver.auth.fixed_users of apiserver.conf");
        assertThat(check("7.14.1", "23-helm-fixed-users-not-read/h4d-typo.yaml"))
                .singleElement()
                .asString()
                .contains("fixed users at auth.fixed_user of");
    }

    @Test
    void chart_4_3_reads_the_servers_files_elsewhere() throws IOException {
        assertThat(check("4.3.0", "23-helm-fixed-users-not-read/h13-chart43.yaml"))
                .singleElement()
                .asString()
                .startsWith("HIGH renamed-key apiserver.additionalConfigs:")
                .endsWith("Write apiserver.configuration.additionalConfigs instead.");
        assertThat(HelmValues.parse(Chart.clearml("4.3.0"), """
                                apiserver:
                                  configuration:
                                    additionalConfigs:
                                      apiserver.conf: |
                                        auth { fixed_users { enabled: true, users: [ { username: "ann", password: "secret-1", name: "Ann" } ] } }
                                """).check().findings())
                .anyMatch(finding -> finding.check().equals("fixed-users") && finding.severity() == Severity.HIGH)
                .noneMatch(finding -> finding.check().equals("unknown-key"));
    }

    @Test
    void a_text_false_is_true_for_helm() throws IOException {
        assertThat(check("7.14.1", "25-helm-string-false/h10b-string-false.yaml"))
                .anyMatch(finding ->
                        finding.startsWith("HIGH text-for-truth webserver.ingress.enabled: the text \"false\""))
                .anyMatch(finding -> finding.startsWith("HIGH text-for-truth mongodb.enabled"))
                .anyMatch(finding ->
                        finding.startsWith("HIGH database externalServices.mongodbConnectionStringAuth: set, but"));
    }

    @Test
    void one_host_with_three_paths_needs_no_cookie_domain() throws IOException {
        assertThat(check("7.14.1", "26-helm-cookie-domain-one-host/h6b-web.yaml"))
                .isEmpty();
        assertThat(check("7.14.1", "26-helm-cookie-domain-one-host/h6-subpath.yaml"))
                .isEmpty();
        assertThat(HelmValues.clearml("7.14.1")
                        .apiserver(api -> api.ingress("ml.example.org"))
                        .fileserver(files -> files.ingress("ml.example.org"))
                        .set("apiserver.ingress.path", "/api")
                        .set("fileserver.ingress.path", "/files")
                        .build()
                        .check()
                        .findings())
                .noneMatch(finding -> finding.check().equals("cookie-domain"));
    }

    /** What {@code helm show values} prints is the chart's whole file, with examples that nothing reads. */
    @ParameterizedTest
    @ValueSource(strings = {"5.6.0", "6.0.0", "7.0.0", "7.14.4", "99.0.0"})
    void the_charts_own_examples_are_not_judged_as_if_they_were_in_force(String version) {
        List<Finding> findings =
                HelmValues.parse(Chart.clearml(version), SHOWN_VALUES).check().findings();

        assertThat(findings)
                .filteredOn(finding -> finding.what().startsWith("clearml."))
                .hasSize(9);
        assertThat(findings).allMatch(finding -> finding.check().matches("default-(secret|key)"));
    }

    @Test
    void the_charts_own_example_is_judged_where_it_is_in_force() {
        String off = SHOWN_VALUES.replace("redis: {enabled: true}", "redis: {enabled: false}");

        assertThat(HelmValues.parse(Chart.clearml("7.14.4"), off).check().findings())
                .filteredOn(finding -> !finding.check().startsWith("default-"))
                .extracting(finding -> finding.severity() + " " + finding.check() + " " + finding.what())
                .containsExactly("HIGH placeholder externalServices.redisHost");
    }

    @Test
    void values_in_another_document_are_taken_out_of_it() throws IOException {
        for (String file : List.of(
                "27-helm-wrapped-values/c-plain.yaml",
                "27-helm-wrapped-values/c-flux.yaml",
                "27-helm-wrapped-values/c-argo.yaml",
                "27-helm-wrapped-values/c-umbrella.yaml")) {
            HelmValues values = HelmValues.read(Chart.clearml("7.14.1"), CASES.resolve(file));

            assertThat(values.check().findings()).as(file).isEmpty();
            assertThat(values.secret("clearml.existingSecret")).as(file).isPresent();
        }
    }

    @Test
    void a_finding_in_a_wrapped_file_has_the_line_of_that_file() {
        assertThat(HelmValues.parse(Chart.clearml("7.14.1"), """
                        apiVersion: helm.toolkit.fluxcd.io/v2
                        kind: HelmRelease
                        spec:
                          values:
                            clearml: {existingSecret: s}
                            webservr: {enabled: true}
                        """).check().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).isEqualTo("webservr");
                    assertThat(finding.where()).isEqualTo("values:6");
                });
        assertThat(HelmValues.parse(Chart.clearml("7.14.1"), """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        spec:
                          source:
                            helm:
                              values: |
                                clearml: {existingSecret: s}
                                webservr: {enabled: true}
                        """).check().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("values:8"));
    }

    @Test
    void a_document_that_holds_no_values_is_refused_by_its_kind() {
        assertThatThrownBy(() -> HelmValues.parse(Chart.clearml("7.14.1"), "apiVersion: v1\nkind: ConfigMap"))
                .isInstanceOf(InvalidValuesException.class)
                .hasMessage("values: this is a manifest of kind ConfigMap, not values; give a values file");
        assertThatThrownBy(() -> HelmValues.parse(Chart.clearml("7.14.1"), "releases: [{name: clearml}]"))
                .isInstanceOf(InvalidValuesException.class)
                .hasMessageContaining("a helmfile");
    }

    @Test
    void values_of_another_chart_are_said_to_be_so_once() throws IOException {
        assertThat(HelmValues.read(Chart.clearml("7.14.1"), CASES.resolve("27-helm-wrapped-values/h7-agent.yaml"))
                        .check()
                        .findings())
                .singleElement()
                .asString()
                .contains("those of the chart clearml-agent");
        assertThat(check(Chart.clearmlAgent("5.3.2"), "27-helm-wrapped-values/h7-agent.yaml"))
                .isEmpty();
    }

    @Test
    void a_hash_in_another_form_and_a_number_for_a_text_are_reported() throws IOException {
        assertThat(check("7.14.1", "36-fixed-users-hash-forms/h3-bcrypt-raw.yaml"))
                .filteredOn(finding -> finding.contains("not the base64 of a bcrypt hash"))
                .hasSize(2)
                .anyMatch(finding -> finding.contains("the password of user 1"))
                .anyMatch(finding -> finding.contains("the password of user 2"));
        assertThat(check("7.14.1", "36-fixed-users-hash-forms/h8-env-number.yaml"))
                .anyMatch(finding -> finding.contains("read as a number, not as a text"))
                .anyMatch(finding -> finding.contains("read as a boolean, not as a text"));
    }
}
