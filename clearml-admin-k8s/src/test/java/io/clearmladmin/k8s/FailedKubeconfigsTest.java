package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.errors.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kubeconfigs that people had. */
@DisabledOnOs(OS.WINDOWS)
class FailedKubeconfigsTest {

    private static final String FIRST = "Bearer tok-1";

    private final List<String> logins = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    // Refuses the first token that a plugin gives.
    private void answer(HttpExchange exchange) throws IOException {
        String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        logins.add(login);
        targets.add(exchange.getRequestURI().toString());
        byte[] body =
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(login.equals(FIRST) ? 401 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** The file of a case; its server's port is ours, and an address that is nobody's here is a name that is nobody's. */
    private Path useCase(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("cases/" + file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("PORT", Integer.toString(server.getAddress().getPort()))
                    .replace("10.255.255.1", "apiserver.invalid");
            return Files.writeString(folder.resolve("config"), text);
        }
    }

    private static Kubernetes connect(Path kubeconfig) {
        return Kubernetes.builder()
                .kubeconfig(kubeconfig)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static void list(Kubernetes kubernetes) {
        kubernetes.pods().list(PodQuery.inNamespace("ns").withoutOldAgents());
    }

    @Test
    void a_plugin_that_is_not_installed_is_named_and_nothing_is_sent() throws IOException {
        Path kubeconfig = useCase("32-kubeconfig-exec-missing/k6-exec401.yaml");

        assertThatThrownBy(() -> connect(kubeconfig))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'aws-not-here'")
                .hasMessageContaining("install the aws cli");
        assertThat(logins).isEmpty();
    }

    @Test
    void a_plugin_is_run_again_when_its_token_is_refused() throws IOException {
        Path script = Files.writeString(folder.resolve("tok.sh"), """
                #!/bin/sh
                cd '%s'
                echo run >> runs
                n=$(wc -l < runs | tr -d ' ')
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"tok-'"$n"'"}}'
                """.formatted(folder));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try (Kubernetes kubernetes = connect(useCase("33-kubeconfig-pass/k4-execok.yaml"))) {
            list(kubernetes);
            list(kubernetes);
        }
        assertThat(logins).containsExactly(FIRST, "Bearer tok-2", "Bearer tok-2");
    }

    @Test
    void the_proxy_of_a_cluster_is_used() throws IOException {
        try (Kubernetes kubernetes = connect(useCase("33-kubeconfig-pass/k5-proxyurl.yaml"))) {
            list(kubernetes);
        }
        assertThat(targets).singleElement().asString().startsWith("http://apiserver.invalid:6443/api/v1/");
    }

    @Test
    void a_file_without_a_current_context_says_which_it_has() throws IOException {
        Path kubeconfig = useCase("33-kubeconfig-pass/k2-nocontext.yaml");

        assertThatThrownBy(() -> connect(kubeconfig))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names no current context that exists; it has [x]");
    }
}
