package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EVENTS;
import static io.clearmladmin.helm.Checking.EXISTING;
import static io.clearmladmin.helm.Checking.PUBLIC;
import static io.clearmladmin.helm.Checking.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRulesTest {

    private static List<Finding> renamed(Chart chart, String yaml) {
        return HelmValues.parse(chart, yaml).check().findings().stream()
                .filter(finding -> finding.check().equals("renamed-key"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7.14.4 | secret: {authToken: x}                         | secret.authToken                    | clearml.secureAuthTokenSecret
                    7.14.4 | secret: {httpSession: x}                       | secret.httpSession                  | nothing replaced it
                    5.0.0  | secret: {credentials: {apiserver: {accessKey: x}}} | secret.credentials.apiserver.accessKey | clearml.apiserverKey
                    7.14.4 | ingress: {app: {enabled: true}}                | ingress.app                         | webserver.ingress
                    7.14.4 | ingress: {api: {enabled: true}}                | ingress.api                         | apiserver.ingress
                    7.14.4 | ingress: {files: {enabled: true}}              | ingress.files                       | fileserver.ingress
                    7.14.4 | apiserver: {configDir: /opt}                   | apiserver.configDir                 | apiserver.additionalConfigs
                    7.14.4 | apiserver: {authCookiesMaxAge: 1}              | apiserver.authCookiesMaxAge         | clearml.cookieName
                    7.14.4 | externalServices: {mongodbHost: m}             | externalServices.mongodbHost        | mongodbConnectionStringAuth
                    5.4.0  | externalServices: {mongodbConnectionString: m} | externalServices.mongodbConnectionString | mongodbConnectionStringAuth
                    5.3.0  | externalServices: {mongodbConnectionStringAuth: m} | externalServices.mongodbConnectionStringAuth | mongodbConnectionString
                    5.5.0  | externalServices: {elasticsearchConnectionString: e} | externalServices.elasticsearchConnectionString | elasticsearchHost
                    5.6.0  | externalServices: {elasticsearchHost: e}       | externalServices.elasticsearchHost  | elasticsearchConnectionString
                    4.3.0  | apiserver: {additionalConfigs: {}}             | apiserver.additionalConfigs         | apiserver.configuration.additionalConfigs
                    5.0.0  | apiserver: {configuration: {additionalConfigs: {}}} | apiserver.configuration.additionalConfigs | apiserver.additionalConfigs
                    3.5.0  | ingress: {api: {enabled: true}}                | ingress.api.enabled                 | ingress.enabled
                    6.0.0  | apiserver: {securityContext: {runAsUser: 1}}   | apiserver.securityContext           | podSecurityContext
                    7.2.0  | clearml: {existingSecret: s}                   | clearml.existingSecret              | newer chart
                    4.0.0  | clearml: {apiserverKey: k}                     | clearml.apiserverKey                | secret.credentials.apiserver.accessKey
                    4.0.0  | webserver: {ingress: {enabled: true}}          | webserver.ingress                   | ingress.app
                    2.0.0  | secret: {authToken: x}                         | secret.authToken                    | newer chart
                    """)
    void a_key_that_another_version_reads_is_reported_with_what_to_write(
            String version, String yaml, String path, String remedy) {
        assertThat(renamed(Chart.clearml(version), yaml)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.what()).isEqualTo(path);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @Test
    void keys_of_their_own_version_are_not_reported() {
        assertThat(renamed(Chart.clearml("4.0.0"), "secret: {authToken: x}\ningress: {app: {enabled: true}}"))
                .isEmpty();
        assertThat(renamed(Chart.clearml("5.3.0"), "apiserver: {securityContext: {runAsUser: 1}}"))
                .isEmpty();
    }

    @Test
    void keys_that_came_with_a_later_enterprise_chart_are_reported() {
        String yaml = "apiserver: {logCalls: true}\nmckMongodb: {enabled: true}";

        assertThat(check(Chart.clearmlEnterprise("10.8.0"), yaml))
                .containsExactly("HIGH renamed-key apiserver.logCalls", "HIGH renamed-key mckMongodb");
        assertThat(check(Chart.clearmlEnterprise("10.11.7"), yaml)).isEmpty();
    }

    @Test
    void a_key_that_the_public_chart_does_not_have_is_reported() {
        assertThat(check(PUBLIC, EXISTING + "clearmlApplications: {enabled: true}"))
                .containsExactly("MEDIUM unknown-key clearmlApplications");
        assertThat(check(Chart.clearml("8.0.0"), EXISTING + "somethingNew: {enabled: true}"))
                .containsExactly("LOW unknown-key somethingNew");
    }

    @Test
    void where_not_all_keys_are_published_an_unknown_one_is_a_hint() {
        List<Finding> findings = HelmValues.parse(ENTERPRISE, "policyManager: {enabled: true}")
                .check()
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("unknown-key");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
        });
    }

    @Test
    void a_misspelt_key_is_reported_with_what_it_may_be() {
        List<Finding> findings = HelmValues.parse(
                        ENTERPRISE,
                        "apiserver: {ingress: {enabled: true, hostName: api.example.com, tlsSecretname: t}}")
                .check()
                .findings();

        assertThat(findings)
                .filteredOn(finding -> finding.check().equals("unknown-key"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
                    assertThat(finding.remedy()).contains("apiserver.ingress.tlsSecretName");
                });
        assertThat(check(EVENTS, "clearml-pods-inventry: {cronJob: {schedule: '@daily'}}"))
                .contains("MEDIUM unknown-key clearml-pods-inventry");
    }

    @Test
    void under_what_belongs_to_another_chart_anything_may_stand() {
        assertThat(check(PUBLIC, EXISTING + "elasticsearch: {esJavaOpts: -Xmx2g, extraEnvs: []}\nglobal: {x: 1}"))
                .isEmpty();
    }
}
