package io.clearmladmin.helm;

import static io.clearmladmin.helm.Checking.ENTERPRISE;
import static io.clearmladmin.helm.Checking.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.report.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressRulesTest {

    private static String hosts(String api, String files, String app) {
        return "apiserver: {ingress: {enabled: true, hostName: " + api + "}}\n"
                + "fileserver: {ingress: {enabled: true, hostName: " + files + "}}\n"
                + "webserver: {ingress: {enabled: true, hostName: " + app + "}}\n";
    }

    @Test
    void an_ingress_without_a_host_is_reported() {
        assertThat(check(ENTERPRISE, "apiserver: {ingress: {enabled: yes}}"))
                .containsExactly("HIGH ingress-host apiserver.ingress.hostName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.example.com", "api.example.com:8008", "api_server.example.com", "10.0.0.1", "a..b"})
    void what_is_not_a_host_name_is_reported(String host) {
        assertThat(check(ENTERPRISE, "apiserver: {ingress: {enabled: true, hostName: '" + host + "'}}"))
                .containsExactly("HIGH ingress-host apiserver.ingress.hostName");
    }

    @Test
    void two_parts_of_the_server_under_one_host_are_reported() {
        assertThat(check(
                        ENTERPRISE,
                        "clearml: {cookieDomain: e.com}\n" + hosts("api.e.com", "files.e.com", "API.e.com")))
                .containsExactly("HIGH ingress-host webserver.ingress.hostName");
    }

    @Test
    void a_host_outside_of_the_cookies_domain_is_reported() {
        assertThat(check(
                        ENTERPRISE,
                        "clearml: {cookieDomain: ml.e.com}\n"
                                + hosts("api.ml.e.com", "files.ml.e.com", "app.xml.e.com")))
                .containsExactly("HIGH cookie-domain webserver.ingress.hostName");
    }

    @Test
    void a_missing_or_wrong_cookie_domain_is_reported() {
        assertThat(check(ENTERPRISE, hosts("api.e.com", "files.e.com", "app.e.com")))
                .containsExactly("MEDIUM cookie-domain clearml.cookieDomain");
        assertThat(check(ENTERPRISE, "clearml: {cookieDomain: 'https://e.com'}"))
                .containsExactly("HIGH cookie-domain clearml.cookieDomain");
    }

    @Test
    void tls_for_some_hosts_only_is_reported() {
        assertThat(check(ENTERPRISE, """
                        clearml: {cookieDomain: e.com}
                        apiserver: {ingress: {enabled: true, hostName: api.e.com, tlsSecretName: tls}}
                        webserver: {ingress: {enabled: true, hostName: app.e.com}}
                        """)).containsExactly("HIGH tls-secret webserver.ingress.tlsSecretName");
    }

    @Test
    void annotations_that_ask_for_tls_without_a_secret_are_reported() {
        assertThat(check(ENTERPRISE, """
                        apiserver:
                          ingress:
                            enabled: true
                            hostName: api.e.com
                            annotations: {cert-manager.io/cluster-issuer: letsencrypt}
                        """)).containsExactly("HIGH tls-secret apiserver.ingress.tlsSecretName");
    }

    @Test
    void no_tls_at_all_is_good_to_know() {
        assertThat(HelmValues.parse(ENTERPRISE, "apiserver: {ingress: {enabled: true, hostName: api.e.com}}")
                        .check()
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.INFO);
                    assertThat(finding.check()).isEqualTo("tls-secret");
                });
    }

    @Test
    void tls_for_an_ingress_that_is_off_is_reported() {
        assertThat(check(ENTERPRISE, "apiserver: {ingress: {tlsSecretName: tls}}"))
                .containsExactly("LOW tls-secret apiserver.ingress.tlsSecretName");
    }

    @Test
    void names_that_no_secret_can_have_are_reported() {
        assertThat(check(
                        ENTERPRISE,
                        "apiserver: {ingress: {enabled: true, hostName: api.e.com, tlsSecretName: My_TLS}}"))
                .containsExactly("HIGH object-name apiserver.ingress.tlsSecretName");
        assertThat(check(ENTERPRISE, "clearml: {existingSecret: 'a b'}"))
                .containsExactly("HIGH object-name clearml.existingSecret");
    }

    @Test
    void a_type_that_no_service_has_is_reported() {
        assertThat(check(ENTERPRISE, "apiserver: {service: {type: clusterip}}"))
                .containsExactly("HIGH service-type apiserver.service.type");
    }

    @Test
    void chart_4_has_its_ingresses_elsewhere() {
        assertThat(check(Chart.clearml("4.0.0"), "ingress: {api: {enabled: true}}"))
                .contains("HIGH ingress-host ingress.api.hostName");
    }
}
