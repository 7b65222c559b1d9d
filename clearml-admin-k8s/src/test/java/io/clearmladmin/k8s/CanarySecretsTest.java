package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.k8s.events.LeaderLease;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No token, and no login in an address, is seen in a text, a failure, a serialized failure or any logger. */
class CanarySecretsTest {

    private static final String TOKEN = "kanari-token-0123456789";
    private static final String LOGIN = "user:kanari-p%22ss%5C";

    @TempDir
    private Path folder;

    private final Canaries canaries = new Canaries();

    @AfterEach
    void stopListening() {
        canaries.close();
    }

    /** Answers each request with these bytes, in which what it was sent as login comes back. */
    private static final class Echo implements AutoCloseable {

        private final ServerSocket socket;
        private final Thread thread;

        Echo(String reply) throws IOException {
            socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
            thread = new Thread(() -> serve(reply), "echo");
            thread.setDaemon(true);
            thread.start();
        }

        private static String inForms(String login) {
            return Canaries.forms(login.substring(login.indexOf(' ') + 1)).collect(Collectors.joining(" | "));
        }

        private void serve(String reply) {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept()) {
                    String head = head(one.getInputStream());
                    String login = head.lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("authorization:"))
                            .findFirst()
                            .orElse("no login");
                    String back = reply.replace("$", login)
                            .replace("~", login.substring(login.lastIndexOf(' ') + 1))
                            .replace("#", inForms(login));
                    one.getOutputStream().write(back.getBytes(StandardCharsets.UTF_8));
                    one.getOutputStream().flush();
                } catch (IOException gone) {
                    // The next one, then; or the test is over.
                }
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("gone");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        URI address() {
            return URI.create("http://" + LOGIN + "@127.0.0.1:" + socket.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void use(Kubernetes kubernetes) {
        canaries.see(kubernetes.toString());
        canaries.see(kubernetes.server().toString());
        canaries.attempt(() ->
                canaries.see(kubernetes.pods().list(PodQuery.allNamespaces()).toString()));
        canaries.attempt(() -> {
            var report = ControlPlane.builder(kubernetes).build().run();
            canaries.see(report.toText() + report.toJson() + report);
        });
        canaries.attempt(() -> {
            var report = Preflight.builder(kubernetes).build().run();
            canaries.see(report.toText() + report.toJson() + report);
        });
        canaries.attempt(() -> {
            try (LeaderLease lease =
                    LeaderLease.builder(kubernetes, "namespace", "name").build()) {
                canaries.attempt(() -> canaries.see(lease.holder().toString()));
            }
        });
    }

    private void assertNoSecret(int least) {
        assertThat(canaries.seen()).hasSizeGreaterThan(least);
        canaries.assertNone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 $\r\n\r\n",
                "HTTP/1.1 401 x\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 403 x\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>$</html>",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n$\r\n\r\n",
                "HTTP/1.1 422 x\r\nContent-Type: application/json\r\n\r\n{\"kind\":\"Status\",\"message\":\"bad $\"}",
                "HTTP/1.1 500 x\r\nContent-Type: application/json\r\n\r\n{\"kind\":\"Status\",\"message\":\"bad $\"}",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"kind\":\"PodList\",\"items\":[\"$\"",
                "HTTP/1.1 ~\r\n\r\n",
                "HTTP/1.1 403 x\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>~ #</html>",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n~\r\n\r\n",
                "HTTP/1.1 403 x\r\nContent-Type: application/json\r\n\r\n{\"kind\":\"Status\",\"message\":\"bad ~ #\"}",
                "HTTP/1.1 500 x\r\nContent-Type: application/json\r\n\r\n{\"kind\":\"Status\",\"message\":\"bad ~\"}",
            })
    void nothing_shows_whatever_a_server_says_back(String reply) throws IOException {
        try (Echo echo = new Echo(reply);
                Kubernetes kubernetes = Kubernetes.builder()
                        .server(echo.address())
                        .token(TOKEN)
                        .timeout(Duration.ofSeconds(2))
                        .build()) {
            use(kubernetes);
        }
        assertNoSecret(4);
    }

    @Test
    void nothing_shows_where_nobody_answers() throws IOException {
        URI refused = URI.create("https://" + LOGIN + "@127.0.0.1:1");
        try (Kubernetes kubernetes =
                Kubernetes.builder().server(refused).token(TOKEN).build()) {
            use(kubernetes);
        }
        // Another's client is used as it is; its own log of requests is its owner's to switch off.
        Logger requests = (Logger) LoggerFactory.getLogger("io.fabric8.kubernetes.client");
        requests.setLevel(Level.INFO);
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                                .withMasterUrl(refused.toString())
                                .withOauthToken(TOKEN)
                                .withRequestRetryBackoffLimit(0)
                                .build())
                        .build();
                Kubernetes kubernetes = Kubernetes.of(client)) {
            use(kubernetes);
        } finally {
            requests.setLevel(null);
        }
        assertNoSecret(16);
    }

    @Test
    void nothing_shows_of_settings_that_are_refused() throws IOException {
        List<String> kubeconfigs = List.of(
                "users: [{name: u, user: {token: kanari}\ncontexts: }{",
                "apiVersion: v1\nkind: Config\nclusters: kanari\n",
                config("https://" + LOGIN + "@127.0.0.1:1", "token: kanari, client-key: /none/such"),
                config("ftp://" + LOGIN + "@127.0.0.1:1", "token: kanari"),
                config("https://[" + LOGIN + "@127.0.0.1:1", "token: kanari"),
                config("https://127.0.0.1:1", "client-certificate-data: kanari!, client-key-data: kanari!"),
                config("https://127.0.0.1:1", "username: u, password: kanari"));
        // While it reads one whose server has no https, fabric8 tries it with the JDK's own client, and that logs what
        // it is given.
        java.util.logging.Logger probe =
                java.util.logging.Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection");
        probe.setLevel(java.util.logging.Level.OFF);
        for (String text : kubeconfigs) {
            Path file = Files.writeString(folder.resolve("config"), text);
            canaries.attempt(() -> {
                try (Kubernetes kubernetes =
                        Kubernetes.builder().kubeconfig(file).build()) {
                    use(kubernetes);
                }
            });
        }
        probe.setLevel(null);
        canaries.attempt(() -> Kubernetes.builder().server(URI.create("ftp://" + LOGIN + "@host")));
        canaries.attempt(() -> Kubernetes.builder().token("").build());
        assertThat(canaries.seen()).anyMatch(text -> text.contains(ClearMlException.class.getPackageName()));
        assertNoSecret(10);
    }

    private static String config(String server, String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: '%s'}}]
                users: [{name: u, user: {%s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(server, user);
    }
}
