package io.clearmladmin.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.errors.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private certificate authorities, certificates of our own, proxies, and HTTP clients of the user's. */
class ConnectionsTest {

    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Test CA")
            .build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .signedBy(AUTHORITY)
            .build();
    private static final HeldCertificate CLIENT = new HeldCertificate.Builder()
            .commonName("admin")
            .signedBy(AUTHORITY)
            .build();

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void answer() {
        server.setDispatcher(answering());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Dispatcher answering() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        };
    }

    private static MockResponse answer(RecordedRequest request) {
        String data = request.getTarget().endsWith("auth.login") ? "{\"token\":\"t\"}" : "{}";
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body("{\"meta\":{\"result_code\":200},\"data\":" + data + "}")
                .build();
    }

    private void startTls(boolean needsClientCertificate) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(SERVER, AUTHORITY.certificate())
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        server.useHttps(certificates.sslSocketFactory());
        if (needsClientCertificate) {
            server.requireClientAuth();
        }
        server.start(InetAddress.getByName("localhost"), 0);
    }

    private ClearMl.Builder builder() {
        return ClearMl.builder()
                .apiUrl(server.url("/").toString())
                .credentials("KEY", "SECRET")
                .maxAttempts(1);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void ping(ClearMl.Builder builder) {
        try (ClearMl clearml = builder.build()) {
            clearml.call("users.get_all", Repeat.SAFE, Map.of());
        }
    }

    @Test
    void a_server_of_an_unknown_authority_is_not_trusted_and_was_sent_nothing() throws IOException {
        startTls(false);
        assertThatThrownBy(() -> ping(builder()))
                .hasMessageContaining("add its authority with trustedCertificates")
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.fate()).isEqualTo(TransportException.Fate.NOT_SENT));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void a_private_authority_is_one_builder_call_with_a_pem_path() throws IOException {
        startTls(false);
        ping(builder().trustedCertificates(write("ca.pem", AUTHORITY.certificatePem())));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void trusting_everyone_needs_its_own_setting() throws IOException {
        startTls(false);
        ping(builder().insecureSkipTlsVerify());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_client_certificate_is_shown_from_pem_files() throws IOException {
        startTls(true);
        Path authority = write("ca.pem", AUTHORITY.certificatePem());
        assertThatThrownBy(() -> ping(builder().trustedCertificates(authority))).isInstanceOf(TransportException.class);
        ping(builder()
                .trustedCertificates(authority)
                .clientCertificate(
                        write("chain.pem", CLIENT.certificatePem()), write("key.pem", CLIENT.privateKeyPkcs8Pem())));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_client_certificate_is_shown_from_a_pkcs12_file() throws Exception {
        startTls(true);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "me", CLIENT.keyPair().getPrivate(), "pass".toCharArray(), new java.security.cert.Certificate[] {
                    CLIENT.certificate()
                });
        Path file = folder.resolve("client.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "pass".toCharArray());
        }
        Path authority = write("ca.pem", AUTHORITY.certificatePem());
        ping(builder().trustedCertificates(authority).clientCertificate(file, "pass"));
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThatThrownBy(() -> ping(builder().clientCertificate(file, "canary")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be opened as PKCS#12 with this password")
                .hasMessageNotContaining("canary");
    }

    @Test
    void files_that_hold_no_certificate_or_key_are_named() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        Path text = write("text.pem", "nothing of the kind");
        Path chain = write("chain.pem", CLIENT.certificatePem());
        Path old = write("old.pem", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        Path odd = write("odd.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(builder().trustedCertificates(folder.resolve("none.pem")), "none.pem does not exist");
        assertRefused(builder().trustedCertificates(text), "text.pem");
        assertRefused(builder().clientCertificate(chain, old), "openssl pkcs8");
        assertRefused(builder().clientCertificate(chain, odd), "contains a key that is none of");
        assertRefused(builder().clientCertificate(text, odd), "text.pem");
    }

    private static void assertRefused(ClearMl.Builder builder, String why) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_proxy_that_requires_a_password_gets_it_and_the_server_does_not() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getHeaders().get("Proxy-Authorization") == null
                        ? new MockResponse.Builder()
                                .code(407)
                                .setHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                                .build()
                        : answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        ping(ClearMl.builder()
                .apiUrl("http://clearml.invalid:8008")
                .credentials("KEY", "SECRET")
                .proxy(server.getHostName(), server.getPort(), "user", "pass"));
        RecordedRequest login = server.takeRequest();
        assertThat(login.getRequestLine()).startsWith("POST http://clearml.invalid:8008/auth.login");
        assertThat(login.getHeaders().get("Proxy-Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_wrong_proxy_password_is_reported_once_and_not_shown() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(407)
                        .setHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                        .build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        assertThatThrownBy(() -> ping(ClearMl.builder()
                        .apiUrl("http://clearml.invalid:8008")
                        .credentials("KEY", "SECRET")
                        .proxy(server.getHostName(), server.getPort(), "user", "canary")))
                .hasMessageContaining("407")
                .hasMessageNotContaining("canary");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_users_own_http_client_is_used_and_not_closed() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        AtomicInteger seen = new AtomicInteger();
        OkHttpClient own = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .followRedirects(true)
                .build();
        ping(builder().httpClient(own));
        assertThat(seen).hasValue(2);
        assertThat(Objects.requireNonNull(own.dispatcher()).executorService().isShutdown())
                .isFalse();
        assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void nothing_is_sent_by_building_and_connections_end_with_the_client() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        try (ClearMl clearml = builder().build()) {
            assertThat(clearml.toString()).startsWith("ClearMl[http://");
        }
        assertThat(server.getRequestCount()).isZero();
    }
}
