package io.clearmladmin.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/**
 * A real API server with etcd on loopback, with RBAC, without a kubelet or a controller: pods stay as they are until their
 * status is written. It ends with this JVM. About four seconds to start, 400 MB. Needs {@code KUBEBUILDER_ASSETS}.
 */
public final class KubeApi implements AutoCloseable {

    /** Of every test that has one, so that {@code .ci/run} can run those alone. */
    public static final String TAG = "kube-api";

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern REVISION = Pattern.compile("\"revision\":\"(\\d+)\"");
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static @Nullable KubeApi shared;

    private final Path folder;
    private final Path assets;
    private final String adminToken = UUID.randomUUID().toString();
    private final List<String> users = new ArrayList<>();
    private final KeyPair signing;
    private final int etcdPort = freePort();
    private final int peerPort = freePort();
    private final int port = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Child etcd;
    private Child server;
    private final KubernetesClient admin;

    private KubeApi(Path assets) {
        this.assets = assets;
        try {
            folder = Files.createTempDirectory("kube-api");
            Files.createDirectories(folder.resolve("certs"));
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            signing = keys.generateKeyPair();
            pem("sa.key", "PRIVATE KEY", signing.getPrivate().getEncoded());
            pem("sa.pub", "PUBLIC KEY", signing.getPublic().getEncoded());
            users.add(adminToken + ",admin,admin-uid,\"system:masters\"");
            for (int number = 0; number < 8; number++) {
                users.add("token-of-user-" + number + ",user-" + number + ",uid-" + number);
            }
            Files.write(folder.resolve("tokens.csv"), users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        etcd = startEtcd();
        server = startServer();
        Path certificate = caCertificate();
        Await.until(
                "the API server has a certificate", SOON, () -> Files.exists(certificate) && isComplete(certificate));
        admin = client(adminToken);
        awaitReady();
    }

    private static boolean isComplete(Path pem) {
        try {
            return Files.readString(pem).contains("END CERTIFICATE");
        } catch (IOException e) {
            return false;
        }
    }

    /** Skips the test, and says so, where there are no assets. */
    public static void assumeAssets() {
        requireTag();
        assumeTrue(hasAssets(), "skipped: KUBEBUILDER_ASSETS does not name a folder with kube-apiserver and etcd");
    }

    private static void requireTag() {
        List<String> untagged = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(frame -> frame.getDeclaringClass())
                        .filter(type -> type.getSimpleName().endsWith("Test"))
                        .filter(type -> Stream.of(type.getAnnotationsByType(Tag.class))
                                .noneMatch(tag -> tag.value().equals(TAG)))
                        .map(Class::getName)
                        .distinct()
                        .toList());
        if (!untagged.isEmpty()) {
            throw new IllegalStateException("without @Tag(KubeApi.TAG): " + untagged);
        }
    }

    public static boolean hasAssets() {
        String assets = System.getenv("KUBEBUILDER_ASSETS");
        return assets != null && Files.isExecutable(Path.of(assets, "kube-apiserver"));
    }

    /** One of its own, for tests that do it harm. Skips the test where there are no assets. */
    public static KubeApi start() {
        assumeAssets();
        return new KubeApi(Path.of(System.getenv("KUBEBUILDER_ASSETS")));
    }

    /** The one of this JVM, for tests that take a namespace of their own and leave the rest alone. Not to be closed. */
    public static synchronized KubeApi shared() {
        KubeApi running = shared;
        if (running == null) {
            running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    private void pem(String name, String kind, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                        + "-----\n");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child startEtcd() {
        String client = "http://127.0.0.1:" + etcdPort;
        String peer = "http://127.0.0.1:" + peerPort;
        return new Child(
                folder,
                "etcd",
                List.of(
                        assets.resolve("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=default=" + peer,
                        "--unsafe-no-fsync",
                        "--quota-backend-bytes=4294967296",
                        "--log-level=warn",
                        "--logger=zap"));
    }

    private Child startServer() {
        return new Child(
                folder,
                "apiserver",
                List.of(
                        assets.resolve("kube-apiserver").toString(),
                        "--etcd-servers=http://127.0.0.1:" + etcdPort,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + port,
                        "--cert-dir=" + folder.resolve("certs"),
                        "--service-cluster-ip-range=10.0.0.0/24",
                        "--endpoint-reconciler-type=none",
                        "--authorization-mode=RBAC",
                        "--token-auth-file=" + folder.resolve("tokens.csv"),
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + folder.resolve("sa.pub"),
                        "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                        "--api-audiences=https://kubernetes.default.svc",
                        "--disable-admission-plugins=ServiceAccount",
                        "--allow-privileged=true",
                        "--max-requests-inflight=2000",
                        "--max-mutating-requests-inflight=1000"));
    }

    private void awaitReady() {
        Await.until("the API server is ready", SOON, this::isReady);
    }

    /** Whether it says so itself. */
    public boolean isReady() {
        try {
            return "ok".equals(admin.raw("/readyz"))
                    && admin.namespaces().withName("default").get() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    public URI server() {
        return URI.create("https://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public Path caCertificate() {
        return folder.resolve("certs/apiserver.crt");
    }

    /** The token of a user that may do everything. */
    public String adminToken() {
        return adminToken;
    }

    /** The token of {@code user-0} to {@code user-7}, who may do nothing unless {@link Rights} were given. */
    public String userToken(int number) {
        return "token-of-user-" + number;
    }

    /** A client that may do everything, for what the test itself does. */
    public KubernetesClient admin() {
        return admin;
    }

    private KubernetesClient client(String token) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server().toString())
                .withCaCertFile(caCertificate().toString())
                .withOauthToken(token)
                .withRequestTimeout(10_000)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new DaemonHttpClients())
                .build();
    }

    /** A connection as a user of this library has it, with the rights of that token. */
    public Kubernetes.Builder connection(String token) {
        return Kubernetes.builder()
                .server(server())
                .caCertificate(caCertificate())
                .token(token);
    }

    /** A connection that may do everything. */
    public Kubernetes connect() {
        return connection(adminToken).build();
    }

    /** A kubeconfig, with a context {@code test}, for that token. */
    public Path kubeconfig(String token) {
        try {
            return Files.writeString(
                    folder.resolve("kubeconfig-" + NAMES.incrementAndGet()),
                    "apiVersion: v1\nkind: Config\n"
                            + "clusters: [{name: test, cluster: {server: \"" + server()
                            + "\", certificate-authority: \""
                            + caCertificate() + "\"}}]\n"
                            + "users: [{name: admin, user: {token: \"" + token + "\"}}]\n"
                            + "contexts: [{name: test, context: {cluster: test, user: admin}}]\n"
                            + "current-context: test\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new namespace whose name begins so. */
    public String namespace(String prefix) {
        String name = prefix + "-" + NAMES.incrementAndGet();
        admin.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    /** Gives and takes rights. */
    public Rights rights() {
        return new Rights(admin, signing.getPrivate());
    }

    /** Makes pods and moves them through their lives. */
    public PodLives pods(String namespace) {
        return new PodLives(admin, namespace);
    }

    /** Kills the API server; etcd stays. */
    public void kill() {
        server.close();
    }

    /** Starts it again at the same address, killing it before if need be, and returns when it is ready. */
    public void restart() {
        server.close();
        server = startServer();
        awaitReady();
    }

    /** Stops the process where it stands: connections stay open, and nobody answers. */
    public void pause() {
        server.signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        server.signal("CONT");
    }

    /** Makes etcd forget all versions but the newest. */
    public void compact() {
        Matcher revision = REVISION.matcher(etcd("range", "{\"key\":\"AA==\"}"));
        if (!revision.find()) {
            throw new IllegalStateException("etcd says no revision");
        }
        etcd("compaction", "{\"revision\":\"" + revision.group(1) + "\",\"physical\":true}");
    }

    private String etcd(String call, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + etcdPort + "/v3/kv/" + call))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .timeout(SOON)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends both processes and removes what they wrote. */
    @Override
    public void close() {
        admin.close();
        server.close();
        etcd.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
