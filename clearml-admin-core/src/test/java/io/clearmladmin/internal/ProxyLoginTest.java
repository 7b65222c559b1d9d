package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.internal.RawServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** The proxy gets its login, once for each request; nobody else gets it. */
class ProxyLoginTest {

    private static final String PASSWORD = "canary-of-the-proxy";
    private static final String LOGIN = Credentials.basic("user", PASSWORD);
    private static final HeldCertificate HELD = new HeldCertificate.Builder()
            .addSubjectAlternativeName("clearml.invalid")
            .build();
    private static final HandshakeCertificates CERTIFICATES = new HandshakeCertificates.Builder()
            .heldCertificate(HELD)
            .addTrustedCertificate(HELD.certificate())
            .build();

    private final List<CallEvent> attempts = new CopyOnWriteArrayList<>();

    private ClearMl.Builder builder(String url, OkHttpClient http) {
        return ClearMl.builder()
                .apiUrl(url)
                .credentials("KEY", "SECRET")
                .basicAuth()
                .httpClient(http)
                .listener(new CallListener() {
                    @Override
                    public void onAttempt(CallEvent attempt) {
                        attempts.add(attempt);
                    }
                });
    }

    private static void make(ClearMl.Builder builder) {
        try (ClearMl clearml = builder.build()) {
            clearml.call("auth.create_user", Repeat.UNSAFE, Map.of());
        }
    }

    private static Answer answer(int status) {
        String body = status == 200 ? TestClients.envelope(200, 0, "OK", "{}") : "";
        return new Answer(
                "HTTP/1.1 " + status
                        + " Said\r\nContent-Type: application/json\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body,
                Answer.End.KEEP);
    }

    private static RawServer plainProxy(Function<String, Integer> statuses) throws IOException {
        return new RawServer(head -> answer(statuses.apply(head)));
    }

    private static Proxy at(int port) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static OkHttpClient through(int port, Authenticator authenticator) {
        return new OkHttpClient.Builder()
                .proxy(at(port))
                .proxyAuthenticator(authenticator)
                .sslSocketFactory(CERTIFICATES.sslSocketFactory(), CERTIFICATES.trustManager())
                .build();
    }

    // From OkHttp's own documentation: it answers every challenge, and gives up if that did not help.
    private static Authenticator basic() {
        return (route, response) -> response.request().header("Proxy-Authorization") != null
                ? null
                : response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", LOGIN)
                        .build();
    }

    // As the JDK's: it answers a challenge that it knows, and nothing else.
    private static Authenticator challenged() {
        return (route, response) -> response.challenges().stream()
                        .noneMatch(challenge -> challenge.scheme().equals("Basic"))
                ? null
                : basic().authenticate(route, response);
    }

    private static boolean knowsLogin(String head) {
        return head.contains("Proxy-Authorization: " + LOGIN + "\r\n");
    }

    @Test
    void a_plain_proxy_gets_the_login_with_the_first_request() throws IOException {
        try (RawServer proxy = plainProxy(head -> knowsLogin(head) ? 200 : 407)) {
            make(builder("http://clearml.invalid:8008", through(proxy.port(), basic())));
            assertThat(proxy.heads()).hasSize(1);
            assertThat(attempts).hasSize(1);
        }
    }

    @Test
    void a_407_is_answered_once_and_its_answer_remembered() throws IOException {
        try (RawServer proxy = plainProxy(head -> knowsLogin(head) ? 200 : 407)) {
            try (ClearMl clearml = builder("http://clearml.invalid:8008", through(proxy.port(), challenged()))
                    .maxAttempts(1)
                    .build()) {
                clearml.call("auth.create_user", Repeat.UNSAFE, Map.of());
                assertThat(proxy.heads()).hasSize(2);
                assertThat(attempts).hasSize(2);
                clearml.call("auth.create_user", Repeat.UNSAFE, Map.of());
                assertThat(proxy.heads()).hasSize(3);
            }
        }
    }

    @Test
    void a_proxy_that_always_refuses_gets_at_most_two_requests() throws IOException {
        int[] made = new int[1];
        Authenticator restless = (route, response) -> response.request()
                .newBuilder()
                .header("Proxy-Authorization", "Digest " + made[0]++)
                .build();
        try (RawServer proxy = plainProxy(head -> 407)) {
            assertThatThrownBy(() -> make(builder("http://clearml.invalid:8008", through(proxy.port(), restless))))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("407")
                    .hasMessageContaining("A proxy requires a login");
            assertThat(proxy.heads()).hasSize(2);
            assertThat(attempts).hasSize(2);
        }
    }

    @Test
    void a_host_that_is_reached_directly_gets_no_login() throws IOException {
        try (RawServer server = plainProxy(head -> 200)) {
            OkHttpClient http = new OkHttpClient.Builder()
                    .proxySelector(selector(List.of(Proxy.NO_PROXY)))
                    .proxyAuthenticator(basic())
                    .build();
            make(builder("http://127.0.0.1:" + server.port(), http));
            assertThat(server.heads()).hasSize(1).noneMatch(head -> head.contains("Proxy-Authorization"));
        }
    }

    private static ProxySelector selector(List<Proxy> proxies) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return proxies;
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }

    @Test
    void a_tunnel_is_opened_with_the_login_and_the_origin_does_not_get_it_whatever_it_answers() throws Exception {
        try (MockWebServer origin = TestClients.server()) {
            origin.useHttps(CERTIFICATES.sslSocketFactory());
            origin.setDispatcher(TestClients.answering(request -> new MockResponse.Builder()
                    .code(407)
                    .setHeader("Proxy-Authenticate", "Basic realm=\"origin\"")
                    .build()));
            origin.start(InetAddress.getLoopbackAddress(), 0);
            try (Relay proxy = new Relay(origin.getPort(), true)) {
                proxy.answering(head -> knowsLogin(head) ? "200 OK" : "407 Login");
                GatewayException refused = catchThrowableOfType(
                        GatewayException.class,
                        () -> make(builder("https://clearml.invalid", through(proxy.port(), basic()))));
                assertThat(refused.httpStatus()).isEqualTo(407);
                assertThat(proxy.heads()).hasSize(1);
            }
            assertThat(origin.getRequestCount()).isEqualTo(1);
            RecordedRequest request = origin.takeRequest();
            assertThat(request.getHeaders().get("Proxy-Authorization")).isNull();
        }
    }

    @Test
    void a_login_that_the_tunnels_proxy_refuses_is_not_tried_again() throws IOException {
        try (Relay proxy = new Relay(1, true)) {
            proxy.answering(head -> "407 Login");
            TransportException refused = catchThrowableOfType(
                    TransportException.class,
                    () -> make(builder("https://clearml.invalid", through(proxy.port(), basic()))));
            assertThat(refused.fate()).isEqualTo(TransportException.Fate.NOT_SENT);
            assertThat(refused)
                    .hasMessageContaining("the proxy requires a login, or another one")
                    .hasMessageContaining("proxy(host, port, user, password)")
                    .hasMessageNotContaining(PASSWORD);
            assertThat(proxy.heads()).hasSize(1);
            assertThat(attempts).hasSize(1);
        }
    }

    @Test
    void a_407_without_a_proxy_is_an_answer_like_others() throws IOException {
        try (RawServer server = plainProxy(head -> 407)) {
            assertThatThrownBy(() -> make(builder("http://127.0.0.1:" + server.port(), new OkHttpClient())))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("407");
            assertThat(server.heads()).hasSize(1);
        }
    }
}
