package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.EXISTING;
import static io.clearmladmin.helm.Checking.PUBLIC;
import static io.clearmladmin.helm.Checking.check;
import static io.clearmladmin.helm.Checking.config;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Finding;
import io.clearmladmin.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretRulesTest {

    private static final String CHART_4_SECRET = "BxapIRo9ZINi8x25CRxz8Wdmr2pQjzuWVB4PNASZqCtTyWgWVQ";

    @Test
    void a_default_secret_is_critical_wherever_it_is() {
        assertThat(check(
                        ENTERPRISE,
                        "clearml: {apiserverKey: mine-and-mine-alone, apiserverSecret: " + CHART_4_SECRET + "}"))
                .containsExactly("CRITICAL default-secret clearml.apiserverSecret");
        assertThat(check(ENTERPRISE, "apiserver: {extraEnvs: [{name: X, value: " + CHART_4_SECRET + "}]}"))
                .containsExactly("CRITICAL default-secret apiserver.extraEnvs[0].value");
    }

    @Test
    void a_default_secret_in_a_configuration_file_is_found() {
        assertThat(check(ENTERPRISE, config("secure { auth { token_secret: \"" + CHART_4_SECRET + "\" } }")))
                .containsExactly("CRITICAL default-secret apiserver.additionalConfigs[\"apiserver.conf\"]");
    }

    @Test
    void a_default_secret_that_a_variable_may_replace_is_found() {
        assertThat(check(ENTERPRISE, config("a: \"" + CHART_4_SECRET + "\"\na: ${?SECRET}\nb: ${elsewhere}")))
                .containsExactly("CRITICAL default-secret apiserver.additionalConfigs[\"apiserver.conf\"]");
    }

    @Test
    void a_default_access_key_is_reported_by_its_first_characters() {
        List<Finding> findings = HelmValues.parse(
                        ENTERPRISE,
                        "clearml: {apiserverKey: 5442F3443MJMORWZA3ZH, apiserverSecret: mine-and-mine-alone}")
                .check()
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo("default-key");
            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(finding.evidence()).contains("5442…").doesNotContain("5442F");
        });
    }

    @Test
    void what_the_public_chart_is_not_given_it_takes_from_its_public_self() {
        assertThat(check(PUBLIC, "clearml: {cookieDomain: ml.example.com}"))
                .hasSize(9)
                .allMatch(found -> found.startsWith("CRITICAL default-secret clearml."))
                .contains("CRITICAL default-secret clearml.secureAuthTokenSecret");
        assertThat(check(PUBLIC, EXISTING)).isEmpty();
        assertThat(check(Chart.clearml("4.0.0"), ""))
                .hasSize(6)
                .contains("CRITICAL default-secret secret.authToken", "CRITICAL default-secret secret.httpSession");
    }

    @Test
    void charts_before_4_cannot_have_keys_of_their_own() {
        assertThat(check(Chart.clearml("2.0.0"), "apiserver: {}")).containsExactly("HIGH default-secret clearml");
    }

    @Test
    void the_enterprise_chart_makes_the_keys_that_it_is_not_given() {
        assertThat(check(ENTERPRISE, "")).isEmpty();
    }

    @Test
    void one_half_of_a_pair_is_reported() {
        assertThat(check(ENTERPRISE, "clearml: {apiserverKey: mine-and-mine-alone}"))
                .containsExactly("HIGH half-credentials clearml.apiserverSecret");
        assertThat(check(ENTERPRISE, "clearml: {testUserSecret: mine-and-mine-alone}"))
                .containsExactly("HIGH half-credentials clearml.testUserKey");
    }

    @Test
    void a_secret_that_two_have_is_reported() {
        assertThat(check(
                        ENTERPRISE,
                        "clearml: {apiserverKey: mine-and-mine-alone, apiserverSecret: only-one-secret-here,"
                                + " secureAuthTokenSecret: only-one-secret-here}"))
                .containsExactly("HIGH shared-secret clearml.secureAuthTokenSecret");
    }

    @Test
    void a_short_secret_is_reported() {
        assertThat(check(ENTERPRISE, "clearml: {secureAuthTokenSecret: hello}"))
                .containsExactly("MEDIUM weak-secret clearml.secureAuthTokenSecret");
    }

    @Test
    void a_secret_that_yaml_takes_for_a_number_is_reported() {
        assertThat(check(ENTERPRISE, "clearml: {secureAuthTokenSecret: 12345678901234567890}"))
                .containsExactly("HIGH unquoted-secret clearml.secureAuthTokenSecret");
    }

    @Test
    void keys_beside_an_existing_secret_contradict_it() {
        assertThat(check(
                        ENTERPRISE,
                        "clearml: {existingSecret: clearml-conf, secureAuthTokenSecret: mine-and-mine-alone}"))
                .containsExactly("HIGH existing-secret clearml.existingSecret");
        assertThat(check(PUBLIC, EXISTING + "imageCredentials: {existingSecret: pull, password: x}"))
                .containsExactly("MEDIUM existing-secret imageCredentials.existingSecret");
        assertThat(
                        check(
                                PUBLIC,
                                EXISTING
                                        + "apiserver: {existingAdditionalConfigsSecret: s, additionalConfigs: {a.conf: 'a: 1'}}"))
                .containsExactly("HIGH existing-secret apiserver.existingAdditionalConfigsSecret");
    }

    @Test
    void a_placeholder_of_the_guides_is_reported() {
        assertThat(check(ENTERPRISE, "imageCredentials: {password: <CLEARML_DOCKERHUB_TOKEN>}"))
                .containsExactly("HIGH placeholder imageCredentials.password");
        assertThat(check(ENTERPRISE, "apiserver: {ingress: {enabled: true, hostName: api.<BASE_DOMAIN>}}"))
                .containsExactly("HIGH placeholder apiserver.ingress.hostName");
        assertThat(check(ENTERPRISE, "redis: {enabled: false}\nexternalServices: {redisHost: redis_hostname}"))
                .containsExactly("HIGH placeholder externalServices.redisHost");
        assertThat(check(ENTERPRISE, "webserver: {additionalConfigs: {page.html: '<b>1 < 2</b>'}}"))
                .isEmpty();
    }
}
