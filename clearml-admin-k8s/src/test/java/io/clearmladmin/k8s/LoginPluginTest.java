package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.k8s.KubernetesException.Reason;
import io.clearmladmin.k8s.controlplane.ControlPlane;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Logins by the exec plugin of a kubeconfig: real processes, and a server that counts requests by token. */
@DisabledOnOs(OS.WINDOWS)
class LoginPluginTest {

    private static final String CANARY = "kanari-0123456789";
    private static final String V1 = "client.authentication.k8s.io/v1";
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> console = new ArrayList<>();
    private final Level before = root.getLevel();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        root.iteratorForAppenders().forEachRemaining(console::add);
        console.forEach(root::detachAppender);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        root.detachAppender(log);
        console.forEach(root::addAppender);
        root.setLevel(before);
    }

    private void serve(HttpServer of) {
        of.createContext("/", this::answer);
        of.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(login);
        boolean isRefused = refused.contains(login);
        byte[] body = (isRefused
                        ? "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Unauthorized\",\"code\":401}"
                        : "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(isRefused ? 401 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Path plugin(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("login.sh"), "#!/bin/sh\ncd '" + folder + "'\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Gives tok-1, tok-2 and so on, one for each run. */
    private Path counting(String expires) throws IOException {
        return plugin("""
                echo run >> runs
                n=$(wc -l < runs | tr -d ' ')
                echo '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"tok-'"$n"'"%s}}'
                """.formatted(V1, expires));
    }

    private long runs() throws IOException {
        Path runs = folder.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    private Path kubeconfig(String exec) throws IOException {
        return kubeconfig("server: 'http://127.0.0.1:" + server.getAddress().getPort() + "'", exec);
    }

    private Path kubeconfig(String cluster, String exec) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {%s}}]
                users: [{name: u, user: {exec: {%s}}}]
                contexts: [{name: x, context: {cluster: c, user: u, namespace: ns}}]
                current-context: x
                """.formatted(cluster, exec));
    }

    private static String exec(String more) {
        return "apiVersion: " + V1 + ", command: ./login.sh, interactiveMode: Never" + more;
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

    private LoginPlugin login(Duration limit) throws IOException {
        Config config = Config.empty();
        var exec = new io.fabric8.kubernetes.api.model.ExecConfigBuilder()
                .withApiVersion(V1)
                .withCommand(folder.resolve("login.sh").toString())
                .build();
        return new LoginPlugin(PluginCommand.of("test", exec, config, Map.of()), limit, Clock.systemUTC());
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void assertCanaryNowhere(String... seen) {
        List<String> all = new ArrayList<>(List.of(seen));
        List.copyOf(log.list)
                .forEach(event -> all.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy()))));
        assertThat(all).noneMatch(text -> text.contains("kanari"));
    }

    @Test
    void its_token_is_used_for_all_requests_of_all_threads_after_one_run() throws Exception {
        counting("");
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> lists = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    lists.add(threads.submit(() -> list(kubernetes)));
                }
                for (Future<?> each : lists) {
                    each.get(20, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(asked).hasSize(8).containsOnly("Bearer tok-1");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void it_is_run_again_when_its_credential_has_expired_and_not_before() throws Exception {
        counting(",\"expirationTimestamp\":\"2001-01-01T00:00:00Z\"");
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            list(kubernetes);
            list(kubernetes);
        }
        assertThat(asked).containsExactly("Bearer tok-2", "Bearer tok-3");
        asked.clear();
        counting(",\"expirationTimestamp\":\"2999-01-01T00:00:00+01:00\"");
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            list(kubernetes);
            list(kubernetes);
        }
        assertThat(asked).containsExactly("Bearer tok-4", "Bearer tok-4");
    }

    @Test
    void it_is_run_again_once_when_the_server_refuses_its_token() throws Exception {
        counting("");
        refused.add("Bearer tok-1");
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            list(kubernetes);
            list(kubernetes);
            assertThat(asked).containsExactly("Bearer tok-1", "Bearer tok-2", "Bearer tok-2");
            assertThat(runs()).isEqualTo(2);
            refused.addAll(List.of("Bearer tok-2", "Bearer tok-3"));
            assertThat(catchThrowableOfType(KubernetesException.class, () -> list(kubernetes))
                            .reason())
                    .isEqualTo(Reason.UNAUTHORIZED);
            assertThat(runs()).isEqualTo(3);
        }
    }

    @Test
    void the_protocol_is_spoken_to_it() throws Exception {
        plugin("""
                echo "$KUBERNETES_EXEC_INFO" > info
                printf '%s\\n' "$COLOUR" "$@" > words
                cat > input
                echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"t"}}'
                """);
        Path kubeconfig = kubeconfig("apiVersion: client.authentication.k8s.io/v1beta1, command: ./login.sh,"
                + " args: [get token, '$HOME'], env: [{name: COLOUR, value: blue}], provideClusterInfo: true");
        try (Kubernetes kubernetes = connect(kubeconfig)) {
            list(kubernetes);
        }
        assertThat(asked).containsExactly("Bearer t");
        assertThat(Files.readAllLines(folder.resolve("words"))).containsExactly("blue", "get token", "$HOME");
        assertThat(folder.resolve("input")).isEmptyFile();
        JsonNode info = new ObjectMapper().readTree(folder.resolve("info").toFile());
        assertThat(info.path("kind").asText()).isEqualTo("ExecCredential");
        assertThat(info.path("apiVersion").asText()).isEqualTo("client.authentication.k8s.io/v1beta1");
        assertThat(info.path("spec").path("interactive").asBoolean(true)).isFalse();
        assertThat(info.path("spec").path("cluster").path("server").asText()).startsWith("http://127.0.0.1:");
    }

    @Test
    void a_plugin_that_is_missing_is_named_with_its_install_hint() throws IOException {
        assertThatThrownBy(
                        () -> connect(
                                kubeconfig(
                                        "apiVersion: client.authentication.k8s.io/v1beta1,"
                                                + " command: aws-not-here, interactiveMode: IfAvailable, installHint: \"install the aws cli\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'aws-not-here'")
                .hasMessageContaining("is not on the PATH")
                .hasMessageContaining("install the aws cli");
        assertThatThrownBy(() -> connect(kubeconfig(exec(""))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'./login.sh'")
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> connect(kubeconfig("apiVersion: v7, command: ./login.sh")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("apiVersion")
                .hasMessageContaining("v7");
        assertThatThrownBy(() -> connect(kubeconfig("apiVersion: " + V1 + ", command: sh, interactiveMode: Always")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no terminal");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo kanari; echo kanari >&2; exit 7 | exit code 7",
                "echo kanari | no JSON",
                "echo '{kanari' | no JSON",
                "true | no JSON",
                "echo '{\"kind\":\"kanari\"}' | something else than an ExecCredential",
                "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"kanari\",\"status\":{\"token\":\"kanari\"}}' | another version",
                "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"V\",\"status\":{}}' | neither a token nor a client certificate",
                "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"V\",\"status\":{\"clientKeyData\":\"kanari\"}}' | without its key",
                "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"V\",\"status\":{\"token\":\"kanari x\"}}' | blanks",
                "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"V\",\"status\":{\"token\":\"k\",\"expirationTimestamp\":\"kanari\"}}' | no time",
                "yes kanari | more than 1 MiB",
                "echo kanari >&2; head -c 5000000 /dev/zero >&2; kill -9 $$ | exit code 137",
            })
    void why_it_gave_no_credential_is_said_and_nothing_that_it_wrote(String script, String why) throws IOException {
        plugin(script.replace("\"V\"", '"' + V1 + '"'));
        KubernetesException failure =
                catchThrowableOfType(KubernetesException.class, () -> connect(kubeconfig(exec(", args: [kanari]"))));
        assertThat(failure.reason()).isEqualTo(Reason.LOGIN_PLUGIN);
        assertThat(failure)
                .hasMessageContaining("the login plugin './login.sh' of kubeconfig " + folder)
                .hasMessageContaining(why);
        assertCanaryNowhere(trace(failure));
        assertThat(asked).isEmpty();
    }

    @Test
    void a_token_is_in_no_log_and_no_text() throws Exception {
        plugin("echo kanari >&2; echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + V1
                + "\",\"status\":{\"token\":\"" + CANARY + "\"}}'");
        refused.add("Bearer " + CANARY);
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            KubernetesException failure = catchThrowableOfType(KubernetesException.class, () -> list(kubernetes));
            assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
            assertThat(failure).hasMessageNotContaining(", .");
            assertCanaryNowhere(trace(failure), kubernetes.toString());
        }
        assertThat(asked).containsExactly("Bearer " + CANARY);
        assertThat(PluginCredential.of(
                        "{\"kind\":\"ExecCredential\",\"apiVersion\":\"a\",\"status\":{\"token\":\"kanari\"}}"
                                .getBytes(StandardCharsets.UTF_8),
                        "a"))
                .asString()
                .doesNotContain("kanari");
    }

    @Test
    void a_plugin_that_sleeps_is_ended_with_its_children() throws Exception {
        plugin("sleep 600 & echo $! > child\nsleep 600");
        KubernetesException failure = catchThrowableOfType(
                KubernetesException.class, () -> login(SHORT).getToken());
        assertThat(failure.reason()).isEqualTo(Reason.LOGIN_PLUGIN);
        assertThat(failure).hasMessageContaining("was not done within 1000 ms");
        assertChildEnds();
    }

    @Test
    void an_interrupt_ends_it_and_stays_with_its_thread() throws Exception {
        plugin("sleep 600 & echo $! > child\nsleep 600");
        LoginPlugin login = login(LONG);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                login.getToken();
            } catch (KubernetesException e) {
                thrown.set(e);
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        childStarted();
        thread.interrupt();
        thread.join(20_000);
        assertThat(thrown.get()).isInstanceOf(KubernetesException.class).hasMessageContaining("interrupted");
        assertThat(interrupted.get()).isTrue();
        assertChildEnds();
    }

    @Test
    void all_who_wait_for_a_run_share_its_outcome() throws Exception {
        plugin("echo run >> runs\necho $$ > child\nsleep 600");
        LoginPlugin login = login(LONG);
        CountDownLatch failed = new CountDownLatch(4);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    login.getToken();
                } catch (KubernetesException e) {
                    failed.countDown();
                }
            });
            threads.add(thread);
            thread.start();
        }
        childStarted();
        for (Thread thread : threads) {
            Await.until(
                    "it comes about",
                    Duration.ofSeconds(20),
                    () -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        }
        assertThat(login.busy()).contains("is still running");
        login.stop();
        assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs()).isEqualTo(1);
        assertThat(login.busy()).isNull();
    }

    @Test
    void whoever_waits_for_a_run_that_is_interrupted_runs_it_anew() throws Exception {
        plugin("""
                echo run >> runs
                n=$(wc -l < runs | tr -d ' ')
                if [ "$n" = 2 ]; then echo $$ > child; sleep 600; fi
                echo '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"tok-'"$n"'",
                    "expirationTimestamp":"2001-01-01T00:00:00Z"}}'
                """.formatted(V1));
        LoginPlugin login = login(LONG);
        assertThat(login.getToken()).isEqualTo("tok-1");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<String> token = new AtomicReference<>();
        Thread interrupted = new Thread(() -> {
            try {
                login.getToken();
            } catch (KubernetesException e) {
                thrown.set(e);
            }
        });
        interrupted.start();
        childStarted();
        Thread waiting = new Thread(() -> token.set(login.getToken()));
        waiting.start();
        Await.until("it waits", Duration.ofSeconds(20), () -> waiting.getState() == Thread.State.WAITING);
        interrupted.interrupt();
        interrupted.join(20_000);
        waiting.join(20_000);
        assertThat(thrown.get()).hasMessageContaining("interrupted");
        assertThat(token.get()).isEqualTo("tok-3");
    }

    @Test
    void a_renewal_that_fails_is_named_wherever_the_cluster_is_read() throws Exception {
        counting("");
        refused.add("Bearer tok-1");
        try (Kubernetes kubernetes = connect(kubeconfig(exec("")))) {
            plugin("exit 3");
            KubernetesException failure = catchThrowableOfType(KubernetesException.class, () -> list(kubernetes));
            assertThat(failure.reason()).isEqualTo(Reason.LOGIN_PLUGIN);
            assertThat(failure).hasMessageContaining("could not list pods").hasMessageContaining("exit code 3");
            assertThat(ControlPlane.builder(kubernetes).build().run().toText()).contains("exit code 3");
        }
        assertThat(asked).containsOnly("Bearer tok-1");
    }

    @Test
    void its_client_certificate_is_shown_to_the_server() throws Exception {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate ours = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HeldCertificate theirs = new HeldCertificate.Builder()
                .rsa2048()
                .signedBy(authority)
                .commonName("admin")
                .build();

        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(
                new HttpsConfigurator(new HandshakeCertificates.Builder()
                        .heldCertificate(ours)
                        .addTrustedCertificate(authority.certificate())
                        .build()
                        .sslContext()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                        tls.setNeedClientAuth(true);
                        parameters.setSSLParameters(tls);
                    }
                });
        serve(https);
        try {
            String status = new ObjectMapper()
                    .createObjectNode()
                    .put("clientCertificateData", theirs.certificatePem())
                    .put("clientKeyData", theirs.privateKeyPkcs8Pem())
                    .toString();
            Files.writeString(
                    folder.resolve("out"),
                    "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + V1 + "\",\"status\":" + status + "}");
            plugin("cat out");
            String ca = Base64.getEncoder()
                    .encodeToString(authority.certificatePem().getBytes(StandardCharsets.UTF_8));
            Path kubeconfig = kubeconfig(
                    "server: 'https://127.0.0.1:" + https.getAddress().getPort() + "', certificate-authority-data: "
                            + ca,
                    exec(""));
            try (Kubernetes kubernetes = connect(kubeconfig)) {
                list(kubernetes);
            }
            assertThat(asked).containsExactly("null");
            Files.writeString(
                    folder.resolve("out"),
                    "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + V1
                            + "\",\"status\":"
                            + status.replace("}", ",\"expirationTimestamp\":\"2001-01-01T00:00:00Z\"}")
                            + "}");
            try (Kubernetes kubernetes = connect(kubeconfig)) {
                assertThatThrownBy(() -> list(kubernetes)).hasMessageContaining("build a new Kubernetes");
            }
            Files.writeString(
                    folder.resolve("out"),
                    "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + V1
                            + "\",\"status\":{\"clientCertificateData\":\"kanari\","
                            + "\"clientKeyData\":\"kanari\"}}");
            KubernetesException broken = catchThrowableOfType(KubernetesException.class, () -> connect(kubeconfig));
            assertThat(broken).hasMessageContaining("cannot be used");
            assertCanaryNowhere(trace(broken));
            assertThat(asked).hasSize(1);
        } finally {
            https.stop(0);
        }
    }

    @Test
    void the_files_that_kubectl_would_find_are_read_the_same_way() throws Exception {
        counting("");
        Path kubeconfig = kubeconfig(exec(""));
        System.setProperty("kubeconfig", kubeconfig.toString());
        try {
            Config config = KubeconfigSources.asKubectl("x", Map.of("KUBECONFIG", kubeconfig.toString())::get);
            assertThat(config.getMasterUrl()).startsWith("http://127.0.0.1:");
            assertThat(config.getNamespace()).isEqualTo("ns");
            assertThat(config.getOauthTokenProvider()).isInstanceOf(LoginPlugin.class);
        } finally {
            System.clearProperty("kubeconfig");
        }
        assertThat(runs()).isZero();
    }

    private void childStarted() {
        Await.until("it comes about", Duration.ofSeconds(20), () -> child().isPresent());
    }

    private Optional<ProcessHandle> child() {
        try {
            String pid = Files.readString(folder.resolve("child")).strip();
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private void assertChildEnds() {
        Await.until(
                "it comes about",
                Duration.ofSeconds(20),
                () -> child().filter(ProcessHandle::isAlive).isEmpty());
    }
}
