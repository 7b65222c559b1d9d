package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.internal.ClientHolder;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigSourcesTest {

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String kubeconfig(String server, String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c1, cluster: {server: "%s"}}]
                users: [{name: u1, user: {%s}}]
                contexts: [{name: one, context: {cluster: c1, user: u1}}, {name: two, context: {cluster: c2, user: u1}},
                  {name: stranger, context: {cluster: c1, user: u2}}]
                current-context: one
                """.formatted(server, user);
    }

    @Test
    void a_service_account_is_read_and_its_token_read_anew() throws IOException {
        file("token", "first\n");
        file("ca.crt", "pem");
        Map<String, String> environment =
                Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");
        Config config = KubeconfigSources.inCluster(folder, environment::get);
        assertThat(config.getMasterUrl()).isEqualTo("https://[fd00::1]:443/");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        file("token", "second\n");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
        assertThatThrownBy(() -> KubeconfigSources.inCluster(folder, name -> null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not in a pod");
        Files.delete(folder.resolve("ca.crt"));
        assertThatThrownBy(() -> KubeconfigSources.inCluster(folder, environment::get))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ca.crt does not exist");
    }

    @Test
    void an_alias_in_a_kubeconfig_is_what_it_stands_for() throws IOException {
        Path file = file("aliases", """
                clusters: [{name: c1, cluster: {server: &server "https://one.example"}}]
                users:
                - {name: u1, user: &login {token: kanari-token}}
                - {name: u2, user: *login}
                contexts: [{name: one, context: {cluster: c1, user: &me u2}}, {name: two, context: {cluster: c1, user: *me}}]
                current-context: two
                """);
        try (Kubernetes kubernetes = Kubernetes.builder().kubeconfig(file).build()) {
            Config config = ClientHolder.clientOf(kubernetes).getConfiguration();
            assertThat(config.getMasterUrl()).isEqualTo("https://one.example/");
            assertThat(config.getAutoOAuthToken()).isEqualTo("kanari-token");
        }
    }

    @Test
    void an_address_that_is_none_and_a_broken_certificate_are_refused_without_being_quoted() throws IOException {
        Path address = file("address", kubeconfig("https://user:kanari@[::1/%zz", "token: t"));
        assertThatThrownBy(() -> Kubernetes.builder().kubeconfig(address).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("address of the API server")
                .hasMessageNotContaining("kanari");
        Path key = file(
                "key", kubeconfig("https://one.example", "client-certificate-data: kanari, client-key-data: kanari"));
        assertThatThrownBy(() -> Kubernetes.builder().kubeconfig(key).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a certificate, a key or the proxy")
                .hasMessageNotContaining("kanari");
    }

    @Test
    void an_address_without_a_scheme_is_refused_and_nothing_connects_to_it() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = file("scheme", kubeconfig("127.0.0.1:" + nobody.getLocalPort(), "token: t"));
            assertThatThrownBy(() -> Kubernetes.builder().kubeconfig(file).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "kubeconfig " + file + ": the server of cluster 'c1' must begin with https://");
            nobody.setSoTimeout(100);
            assertThatThrownBy(nobody::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_kubeconfig_of_aliases_of_aliases_is_refused_at_once() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [ha, ha]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        Path file = file("laughs", text.toString());
        assertThatThrownBy(() -> Kubernetes.builder().kubeconfig(file).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_kubeconfig_that_is_missing_or_broken_is_named_and_not_quoted() throws IOException {
        Path broken = file("broken", "users: [{name: u, user: {token: canary-token}\ncontexts: }{");
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(broken, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(broken.toString())
                .hasMessageNotContaining("canary")
                .hasNoCause();
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(folder.resolve("none"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not exist");
        Path empty = file("empty", "apiVersion: v1\nkind: Config\n");
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(empty, null)).hasMessageContaining("no current context");
    }

    @Test
    void contexts_clusters_and_files_that_a_kubeconfig_lacks_are_named() throws IOException {
        Path good = file("good", kubeconfig("https://127.0.0.1:1", "token: canary-token"));
        assertThat(KubeconfigSources.kubeconfig(good, null).getMasterUrl()).startsWith("https://127.0.0.1:1");
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(good, "three"))
                .hasMessageContaining("no context 'three'")
                .hasMessageContaining("[one, stranger, two]");
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(good, "two"))
                .hasMessageContaining("cluster of context 'two'");
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(good, "stranger"))
                .hasMessageContaining("user of context 'stranger'");
        Path certificate = file("certificate", kubeconfig("https://127.0.0.1:1", "client-certificate: /none/such.pem"));
        assertThatThrownBy(() -> KubeconfigSources.kubeconfig(certificate, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/none/such.pem");
    }

    @Test
    void what_kubectl_would_try_is_named_when_nothing_serves() {
        assertThatThrownBy(() -> KubeconfigSources.asKubectl(null, Map.of("KUBECONFIG", "/none/such")::get))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("KUBECONFIG")
                .hasMessageContaining("/none/such");
        String home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        try {
            assertThatThrownBy(() -> KubeconfigSources.asKubectl(null, name -> null))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("KUBECONFIG: not set")
                    .hasMessageContaining(folder.resolve(".kube/config") + ": does not exist")
                    .hasMessageContaining("service account: not in a pod");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void settings_that_contradict_each_other_are_refused() {
        URI server = URI.create("https://127.0.0.1:1");
        assertThatThrownBy(() -> Kubernetes.builder().inCluster().server(server).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only one of them");
        assertThatThrownBy(
                        () -> Kubernetes.builder().server(server).context("c").build())
                .hasMessageContaining("context");
        assertThatThrownBy(() -> Kubernetes.builder().token("t").build()).hasMessageContaining("token");
        assertThatThrownBy(() -> Kubernetes.builder().server(URI.create("ftp://a")))
                .hasMessageContaining("server");
        assertThatThrownBy(() -> Kubernetes.builder().token(" ")).hasMessageContaining("token");
        assertThatThrownBy(() -> Kubernetes.builder().timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> Kubernetes.builder()
                        .server(server)
                        .caCertificate(folder.resolve("none.pem"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void a_connection_closes_its_own_client_and_may_be_closed_again() {
        Kubernetes kubernetes = Kubernetes.builder()
                .server(URI.create("http://127.0.0.1:1"))
                .token("canary-token")
                .build();
        assertThat(ClientHolder.clientOf(kubernetes).getHttpClient().isClosed()).isFalse();
        assertThat(kubernetes).asString().contains("127.0.0.1").doesNotContain("canary");
        kubernetes.close();
        kubernetes.close();
        assertThat(ClientHolder.clientOf(kubernetes).getHttpClient().isClosed()).isTrue();
    }
}
