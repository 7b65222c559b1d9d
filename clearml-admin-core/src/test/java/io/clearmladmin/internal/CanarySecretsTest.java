package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.AddUser;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.calls.AuditTrail;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Field;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.house.Canaries;
import io.clearmladmin.metering.MeteringClient;
import io.clearmladmin.metering.TenantUsagesQuery;
import io.clearmladmin.sso.SaveProviderConfiguration;
import io.clearmladmin.storage.AwsBucket;
import io.clearmladmin.storage.AwsSettings;
import io.clearmladmin.storage.SetStorageSettings;
import io.clearmladmin.users.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Secrets go through every path, with everything logged, and come back in every form in every place of a reply; they turn up
 * in no log, exception, serialized failure or text.
 */
class CanarySecretsTest {

    private static final String KEY = "KANARI\"KEY\\0123456789";
    private static final String SECRET = "kanari \"secret\\ n\u00e9-#&%41+!/<>'";
    private static final String PROXY_PASSWORD = "kanari-proxy\\\"p\u00e4ssword";
    private static final String TOKEN = TestClients.token("{\"kanari\":\"kanari-claim\"}");
    private static final String NEW_SECRET = "kanari-new \"secret\"\\\n\u65e5\u672c";
    private static final String SENT = "kanari-sent \"b\\\u00e9\u65e5\ud83d\ude00\nkanari-sent second line";

    private final MockWebServer server = TestClients.server();
    private final Canaries canaries = new Canaries();
    private volatile Reply reply = Reply.GOOD;
    private volatile Reply loginReply = Reply.GOOD;

    /** Somebody's own service, with a secret that no name shows. */
    interface Notes {
        @Endpoint(name = "notes.add", repeat = Repeat.UNSAFE, result = "count")
        int add(@Field("note") Secret note, @Field("notes") List<Secret> more);
    }

    /** Where in a reply everything comes back that the client was given. */
    enum Reply {
        GOOD,
        MESSAGE(400, 12),
        DENIED(401, 22),
        FORBIDDEN(403, 21),
        NOT_FOUND(404, 0),
        ALREADY(400, 302),
        FAILED(500, 100),
        HTML,
        CONTENT_TYPE,
        REDIRECT,
        STATUS_LINE,
        CHUNK,
        CUT,
        NOT_JSON,
        WRONG_TYPE,
        EMPTY,
        DROPPED;

        private final int status;
        private final int subcode;

        Reply() {
            this(0, 0);
        }

        Reply(int status, int subcode) {
            this.status = status;
            this.subcode = subcode;
        }

        MockResponse response(String good, List<String> given) {
            String plain = given.stream().flatMap(Canaries::forms).collect(Collectors.joining(" | "));
            String echo = json(plain);
            String header = inHeader(given);
            MockResponse.Builder response = new MockResponse.Builder().addHeader("X-Echo", header);
            if (status != 0) {
                return response.code(status)
                        .setHeader("Content-Type", "application/json")
                        .body("{\"meta\":{\"id\":\"" + echo + "\",\"result_code\":" + status + ",\"result_subcode\":"
                                + subcode + ",\"result_msg\":\"bad: " + echo + "\",\"error_data\":{\"text\":\"" + echo
                                + "\",\"" + echo + "\":[\"" + echo + "\"],\"pwd\":\"kanari-unknown\"}},\"data\":{}}")
                        .build();
            }
            response.setHeader("Content-Type", "application/json");
            return switch (this) {
                case HTML ->
                    response.code(502)
                            .setHeader("Content-Type", "text/html")
                            .body(plain)
                            .build();
                case CONTENT_TYPE ->
                    response.code(503)
                            .setHeader("Content-Type", header)
                            .body("x")
                            .build();
                case REDIRECT ->
                    response.code(302)
                            .setHeader("Location", "http://user:" + urlOf(SECRET) + "@h/")
                            .build();
                case STATUS_LINE -> response.status("HTTP/1.1 " + header).build();
                case CHUNK ->
                    response.body(header + "\r\n")
                            .removeHeader("Content-Length")
                            .setHeader("Transfer-Encoding", "chunked")
                            .build();
                case CUT -> response.body(good.substring(0, good.length() - 2)).build();
                case NOT_JSON ->
                    response.body("{\"meta\":{\"result_code\":200},\"data\":{\"token\":\"" + TOKEN + "\" " + plain)
                            .build();
                case WRONG_TYPE ->
                    response.body(TestClients.envelope(200, 0, "OK", "[\"" + echo + "\"]"))
                            .build();
                case EMPTY -> response.code(204).build();
                case DROPPED ->
                    response.onResponseStart(new SocketEffect.CloseSocket()).build();
                default ->
                    response.setHeader("Set-Cookie", "session=" + TOKEN)
                            .body(good)
                            .build();
            };
        }
    }

    // Only what this request brought: nobody knows the others' secrets.
    private static List<String> given(RecordedRequest request) {
        List<String> given = new ArrayList<>();
        String login = String.valueOf(request.getHeaders().get("Authorization"));
        if (login.startsWith("Basic ")) {
            given.addAll(List.of(KEY, SECRET));
        } else if (login.startsWith("Bearer ")) {
            given.add(TOKEN);
        }
        if (request.getHeaders().get("Proxy-Authorization") != null) {
            given.add(PROXY_PASSWORD);
        }
        if (request.getBody() != null && request.getBody().utf8().contains("second line")) {
            given.add(SENT);
        }
        return given;
    }

    // A header, and the first line, take no line breaks, and only ASCII.
    private static String inHeader(List<String> given) {
        return given.stream()
                .flatMap(Canaries::forms)
                .filter(form -> form.chars().allMatch(c -> c >= ' ' && c < 0x7f))
                .collect(Collectors.joining(" | "));
    }

    private static String urlOf(String text) {
        return Canaries.forms(text).skip(4).findFirst().orElseThrow();
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isLogin = request.getTarget().endsWith("auth.login");
                String data = isLogin
                        ? "{\"token\":\"" + TOKEN + "\"}"
                        : "{\"credentials\":{\"access_key\":\"NEW\",\"secret_key\":\"" + json(NEW_SECRET)
                                + "\",\"new_field\":\"unknown-value\"},\"count\":1,\"updated\":1,\"id\":\"i\"}";
                String good = TestClients.envelope(200, 0, "OK", data);
                return (isLogin ? loginReply : reply).response(good, given(request));
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        canaries.close();
        server.close();
    }

    private final class Recorder implements CallListener {
        @Override
        public void onAttempt(CallEvent attempt) {
            canaries.see(attempt.toString());
            attempt.failure().ifPresent(canaries::see);
        }

        @Override
        public void onCall(CallEvent call) {
            canaries.see(call.toString());
        }
    }

    private ClearMl client(boolean basic) {
        return TestClients.of(
                server.url("/"),
                settings -> settings.login(Login.with(KEY, Secret.of(SECRET), Optional.empty(), Duration.ofMinutes(6)))
                        .addSecrets(Secret.of(KEY), Secret.of(SECRET), Secret.of(PROXY_PASSWORD))
                        .maxAttempts(1)
                        .addListeners(new Recorder(), AuditTrail.to(canaries::see))
                        .basicAuth(basic));
    }

    private void assertNothingSeen(int least) {
        assertThat(canaries.seen()).hasSizeGreaterThan(least);
        assertThat(canaries.seen()).anyMatch(line -> line.startsWith("io.clearmladmin.wire > POST /"));
        canaries.assertNone();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_shows_wherever_a_reply_echoes_what_was_sent(Reply where) {
        reply = where;
        try (ClearMl clearml = client(false)) {
            use(clearml);
        }
        assertNothingSeen(40);
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "MESSAGE", "CONTENT_TYPE", "STATUS_LINE", "NOT_JSON"})
    void nothing_shows_where_the_login_goes_with_every_call_or_is_another_one(Reply where) {
        reply = where;
        try (ClearMl basic = client(true)) {
            use(basic);
            use(basic.withCredentials(KEY, Secret.of(SECRET)));
        }
        assertNothingSeen(60);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_shows_wherever_the_reply_to_the_login_echoes_it(Reply where) {
        loginReply = where;
        try (ClearMl clearml = client(false);
                ClearMl token = ClearMl.builder()
                        .apiUrl(server.url("/").toString())
                        .token(TOKEN)
                        .maxAttempts(1)
                        .listener(new Recorder())
                        .logoutOnClose()
                        .build()) {
            use(clearml);
            canaries.attempt(() -> clearml.inTenant("c1").auth().validateToken(Secret.of(SENT)));
            use(token);
            canaries.attempt(() -> canaries.see(token.claims().toString()));
        }
        assertNothingSeen(40);
    }

    private void use(ClearMl clearml) {
        canaries.see(clearml.toString());
        canaries.see(clearml.auth().toString());
        canaries.attempt(() -> canaries.see(clearml.claims().toString()));
        canaries.attempt(() -> {
            Credentials made = clearml.auth()
                    .createCredentials(CreateCredentials.builder().label("x").build());
            canaries.see(made.toString());
            assertThat(made.secretKey().reveal()).isEqualTo(NEW_SECRET);
        });
        canaries.attempt(() -> canaries.see(
                clearml.auth().login(LoginRequest.builder().build()).toString()));
        canaries.attempt(() -> clearml.auth().validateToken(Secret.of(SENT)));
        canaries.attempt(() -> clearml.auth().setCredentials("u1", Secret.of(SENT)));
        AddUser user = AddUser.builder()
                .name("name")
                .email("a@b.c")
                .secretKey(Secret.of(SENT))
                .providerToken(Secret.of(TOKEN))
                .build();
        canaries.see(user.toString());
        canaries.attempt(() -> clearml.auth().addUser(user));
        canaries.attempt(() -> clearml.storage()
                .setSettings(SetStorageSettings.builder()
                        .aws(AwsSettings.builder()
                                .secret(Secret.of(SENT))
                                .buckets(List.of(AwsBucket.builder()
                                        .bucket("b")
                                        .token(Secret.of(SENT))
                                        .build()))
                                .build())
                        .build()));
        canaries.attempt(() -> clearml.sso()
                .saveProviderConfiguration(SaveProviderConfiguration.builder()
                        .provider("keycloak")
                        .putConfiguration("client_secret", SENT)
                        .build()));
        canaries.attempt(() -> clearml.users()
                .addOrUpdateVault(Vault.builder().data(Secret.of(SENT)).build(), Optional.empty(), Optional.empty()));
        canaries.attempt(() -> clearml.service(Notes.class).add(Secret.of(SENT), List.of(Secret.of(SENT))));
        for (Repeat repeat : Repeat.values()) {
            canaries.attempt(() -> clearml.call("any.call", repeat, Map.of("secret_key", SENT, "token", TOKEN)));
            canaries.attempt(() ->
                    clearml.call("any.call", repeat, Map.of("a", List.of(Map.of("b", Secret.of(SENT))))));
            canaries.attempt(() -> clearml.call("any.call", repeat, Map.of("db_pass", SENT), Credentials.class));
            canaries.attempt(
                    () -> clearml.call("any.call", repeat, Map.of("env", Map.of("name", "PWD", "value", SENT))));
        }
        canaries.attempt(() -> clearml.impersonating("u1").call("any.call", Repeat.SAFE, Map.of("otp", SENT)));
    }

    @Test
    void nothing_shows_where_there_is_no_reply_at_all() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                MockWebServer tls = TestClients.server()) {
            HeldCertificate unknown =
                    new HeldCertificate.Builder().commonName("kanari").build();
            tls.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(unknown)
                    .build()
                    .sslSocketFactory());
            tls.start(InetAddress.getLoopbackAddress(), 0);
            for (String url : List.of(
                    "http://127.0.0.1:1",
                    "http://127.0.0.1:" + silent.getLocalPort(),
                    "https://127.0.0.1:" + server.getPort(),
                    "https://127.0.0.1:" + tls.getPort(),
                    "http://127.0.0.1:" + tls.getPort(),
                    "http://clearml.invalid")) {
                try (ClearMl clearml = ClearMl.builder()
                        .apiUrlUnchecked(url)
                        .credentials(KEY, SECRET)
                        .maxAttempts(1)
                        .callTimeout(Duration.ofMillis(300))
                        .build()) {
                    canaries.attempt(() -> clearml.auth().validateToken(Secret.of(SENT)));
                    canaries.attempt(() -> clearml.with(CallOptions.builder()
                                    .attemptTimeout(Duration.ofMillis(20))
                                    .build())
                            .auth()
                            .setCredentials("u", Secret.of(SENT)));
                }
            }
        }
        assertThat(canaries.seen()).hasSizeGreaterThan(24);
        canaries.assertNone();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "MESSAGE", "CONTENT_TYPE", "STATUS_LINE", "CHUNK"})
    void nothing_shows_through_a_proxy_or_to_the_metering_service(Reply where) {
        reply = where;
        loginReply = where;
        try (ClearMl clearml = ClearMl.builder()
                        .apiUrl("http://clearml.invalid:8008")
                        .credentials(KEY, SECRET)
                        .proxy(server.getHostName(), server.getPort(), "user", PROXY_PASSWORD)
                        .maxAttempts(1)
                        .listener(new Recorder())
                        .build();
                MeteringClient metering = MeteringClient.builder()
                        .url(server.url("/").toString())
                        .credentials(KEY, SECRET)
                        .listener(new Recorder())
                        .build()) {
            use(clearml);
            canaries.see(metering.toString());
            canaries.attempt(
                    () -> metering.getUsages(TenantUsagesQuery.builder().build()));
        }
        assertNothingSeen(40);
    }
}
