package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.clearmladmin.k8s.controlplane.Preflight;
import io.clearmladmin.k8s.events.MonitorLease;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> console = new ArrayList<>();
    private final Level before = root.getLevel();
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void listen() {
        root.iteratorForAppenders().forEachRemaining(console::add);
        console.forEach(root::detachAppender);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        console.forEach(root::addAppender);
        root.setLevel(before);
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

        private void serve(String reply) {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept()) {
                    String head = head(one.getInputStream());
                    String login = head.lines()
                            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("authorization:"))
                            .findFirst()
                            .orElse("no login");
                    one.getOutputStream().write(reply.replace("$", login).getBytes(StandardCharsets.UTF_8));
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

    private void attempt(Runnable use) {
        try {
            use.run();
        } catch (RuntimeException failure) {
            see(failure);
        }
    }

    private void see(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        seen.add(trace.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        } catch (IOException notSerializable) {
            seen.add(String.valueOf(notSerializable));
        }
        seen.add(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private void use(Kubernetes kubernetes) {
        seen.add(kubernetes.toString());
        seen.add(kubernetes.server().toString());
        attempt(() -> seen.add(kubernetes.pods().list(PodQuery.allNamespaces()).toString()));
        attempt(() -> {
            var report = ControlPlane.builder(kubernetes).build().examine();
            seen.add(report.toText() + report.toJson() + report);
        });
        attempt(() -> {
            var report = Preflight.builder(kubernetes).build().run();
            seen.add(report.toText() + report.toJson() + report);
        });
        attempt(() -> {
            try (MonitorLease lease =
                    MonitorLease.builder(kubernetes, "namespace", "name").build()) {
                attempt(() -> seen.add(lease.holder().toString()));
            }
        });
    }

    private void assertNoSecret(int least) {
        List<String> all = new ArrayList<>(seen);
        List.copyOf(log.list)
                .forEach(event -> all.add(event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        assertThat(all).hasSizeGreaterThan(least);
        String encoded = Base64.getEncoder().encodeToString("kanari".getBytes(StandardCharsets.UTF_8));
        assertThat(all.stream()
                        .filter(text -> text.contains("kanari") || text.contains(encoded))
                        .map(text -> text.substring(
                                Math.max(0, text.indexOf("kanari") - 200),
                                Math.min(text.indexOf("kanari") + 60, text.length())))
                        .limit(5)
                        .toList())
                .as("where a secret is seen")
                .isEmpty();
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
        for (String text : kubeconfigs) {
            Path file = Files.writeString(folder.resolve("config"), text);
            attempt(() -> {
                try (Kubernetes kubernetes =
                        Kubernetes.builder().kubeconfig(file).build()) {
                    use(kubernetes);
                }
            });
        }
        attempt(() -> Kubernetes.builder().server(URI.create("ftp://" + LOGIN + "@host")));
        attempt(() -> Kubernetes.builder().token("").build());
        assertThat(seen).anyMatch(text -> text.contains(ClearMlException.class.getPackageName()));
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
