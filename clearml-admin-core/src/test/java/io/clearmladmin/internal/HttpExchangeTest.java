package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.ClearMl;
import io.clearmladmin.OpenedClients;
import io.clearmladmin.calls.CallEvent;
import io.clearmladmin.calls.CallListener;
import io.clearmladmin.calls.CallOptions;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ApiException;
import io.clearmladmin.errors.BadRequestException;
import io.clearmladmin.errors.DeadlineExceededException;
import io.clearmladmin.errors.DecodingException;
import io.clearmladmin.errors.ForbiddenException;
import io.clearmladmin.errors.GatewayException;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.OutcomeUnknownException;
import io.clearmladmin.errors.ServerErrorException;
import io.clearmladmin.errors.TransportException;
import io.clearmladmin.errors.UnauthorizedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExchangeTest {

    private final MockWebServer server = new MockWebServer();
    private final AtomicReference<RecordedRequest> last = new AtomicReference<>();
    private ClearMl clearml;

    @BeforeEach
    void start() throws IOException {
        server.start();
        clearml = TestClients.of(server);
    }

    @AfterEach
    void stop() {
        clearml.close();
        server.close();
    }

    private void reply(MockResponse response) {
        server.setDispatcher(TestClients.answering(request -> {
            last.set(request);
            return response;
        }));
    }

    private void reply(int status, String type, String body) {
        reply(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", type)
                .body(body)
                .build());
    }

    private RecordedRequest sent() {
        return Objects.requireNonNull(last.get());
    }

    private Map<String, Object> ping() {
        return clearml.call("debug.ping", Repeat.SAFE, Map.of("a", 1));
    }

    @Test
    void a_call_is_a_post_of_a_json_object_with_the_clients_headers_and_nothing_else() {
        reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"msg\":\"hello\"}"))
                .setHeader("Set-Cookie", "clearml_token_basic=stale")
                .build());

        assertThat(ping()).isEqualTo(Map.of("msg", "hello"));
        ping();

        RecordedRequest sent = sent();
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getTarget()).isEqualTo("/debug.ping");
        assertThat(sent.getBody().utf8()).isEqualTo("{\"a\":1}");
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("X-ClearML-Client")).isEqualTo("clearml-admin-java/test");
        assertThat(sent.getHeaders().get("X-Clearml-Trx")).hasSize(32);
        assertThat(sent.getHeaders().get("Cookie")).isNull();
        assertThat(sent.getHeaders().get("Content-Encoding")).isNull();
        assertThat(sent.getHeaders().get("Authorization")).startsWith("Bearer ");
    }

    @Test
    void a_base_path_and_a_pinned_version_are_part_of_the_url() {
        HttpUrl api = server.url("/clearml/api");
        try (ClearMl pinned = TestClients.of(api, settings -> settings.apiVersion("2.30"))) {
            reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}"))
                    .build());
            pinned.call("debug.ping", Repeat.SAFE, Map.of());
            assertThat(sent().getTarget()).isEqualTo("/clearml/api/v2.30/debug.ping");

            CallOptions other =
                    CallOptions.builder().apiVersion("2.34").trx("mine").build();
            pinned.with(other).call("debug.ping", Repeat.SAFE, Map.of());
            assertThat(sent().getTarget()).isEqualTo("/clearml/api/v2.34/debug.ping");
            assertThat(sent().getHeaders().get("X-Clearml-Trx")).isEqualTo("mine");
        }
    }

    @Test
    void views_send_their_header_and_the_client_itself_does_not() {
        reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build());

        clearml.impersonating("alice").call("auth.get_credentials", Repeat.SAFE, Map.of());
        assertThat(sent().getHeaders().get("X-Clearml-Impersonate-As")).isEqualTo("alice");

        clearml.actingAs("bob").inTenant("t1").call("login.get_settings", Repeat.SAFE, Map.of());
        assertThat(sent().getHeaders().get("X-Clearml-Act-As")).isEqualTo("bob");
        assertThat(sent().getHeaders().get("X-Clearml-Tenant")).isEqualTo("t1");
        assertThat(sent().getHeaders().get("X-Clearml-Impersonate-As")).isNull();

        ping();
        assertThat(sent().getHeaders().names()).doesNotContain("X-Clearml-Act-As", "X-Clearml-Tenant");
    }

    @Test
    void both_identities_at_once_are_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> clearml.impersonating("alice").actingAs("bob"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already impersonates a user");
        assertThatThrownBy(() -> clearml.actingAs("alice").impersonating("bob"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already acts as a user");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void a_compressed_reply_is_read() throws IOException {
        Buffer body = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(body))) {
            gzip.writeUtf8(TestClients.envelope(200, 0, "OK", "{\"msg\":\"small\"}"));
        }
        reply(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .setHeader("Content-Encoding", "gzip")
                .body(body)
                .build());

        assertThat(ping()).containsEntry("msg", "small");
    }

    @Test
    void an_error_reports_endpoint_code_message_ids_and_attempts() {
        reply(403, "application/json", TestClients.envelope(403, 20, "Forbidden (not allowed for role)", "{}"));

        ApiException failure = catchThrowableOfType(ApiException.class, this::ping);

        assertThat(failure)
                .isInstanceOf(ForbiddenException.class)
                .hasMessage("debug.ping: 403/20 Forbidden (not allowed for role). The role of the caller does not "
                        + "suffice. [request id request-1]");
        assertThat(failure.endpoint()).isEqualTo("debug.ping");
        assertThat(failure.code()).isEqualTo(403);
        assertThat(failure.subcode()).isEqualTo(20);
        assertThat(failure.requestId()).contains("request-1");
        assertThat(failure.error().trx()).isPresent();
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @Test
    void the_code_in_the_envelope_counts_where_the_status_says_success() {
        reply(200, "application/json", TestClients.envelope(400, 12, "Validation error", "{}"));

        assertThatThrownBy(this::ping).isInstanceOf(io.clearmladmin.errors.BadRequestException.class);
    }

    @Test
    void data_before_meta_is_read_all_the_same() {
        reply(200, "application/json", "{\"data\":{\"msg\":\"x\"},\"meta\":{\"result_code\":200}}");
        assertThat(ping()).containsEntry("msg", "x");

        reply(200, "application/json", "{\"data\":{\"msg\":\"x\"},\"meta\":{\"result_code\":400}}");
        assertThatThrownBy(this::ping).isInstanceOf(ApiException.class);
    }

    @Test
    void a_success_without_meta_is_a_success() {
        reply(200, "application/json", "{\"data\":{\"msg\":\"x\"}}");

        assertThat(ping()).containsEntry("msg", "x");
    }

    // 30-http-gateways
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "200;text/html;<html>app</html>;looks like the web address",
                "405;text/html;<html>405 Not Allowed</html>;looks like the web address",
                "404;text/html;<html>404 Not Found</html>;the API server behind it is down",
                "404;application/json;{\"detail\":\"no\"};the API server behind it is down",
                "502;text/html;<html>502</html>;cannot reach the API server",
                "400;text/html;<html>plain HTTP sent to HTTPS port</html>;the API address must begin with https://",
                "413;text/html;<html>413</html>;too large for a proxy",
                "415;text/html;Content encoding is not supported;refuses requests of this form",
                "401;text/html;<html>sign in</html>;whatever runs at this address",
                "200;application/json;[];whatever runs at this address",
                "200;text/plain;hello;is not a reply of the API server",
            })
    void a_reply_that_is_not_the_api_servers_says_what_it_looks_like(
            int status, String type, String body, String hint) {
        reply(status, type, body);

        assertThatThrownBy(
                        () -> clearml.with(CallOptions.builder().maxAttempts(1).build())
                                .call("debug.ping", Repeat.SAFE, Map.of()))
                .isInstanceOf(GatewayException.class)
                .isNotInstanceOf(NoSuchEndpointException.class)
                .hasMessageContaining(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "2147483648", "140140", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void a_pause_that_nobody_can_mean_is_a_day(String retryAfter) {
        reply(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", retryAfter)
                .build());

        GatewayException failure = catchThrowableOfType(GatewayException.class, this::ping);

        assertThat(failure.httpStatus()).isEqualTo(503);
        assertThat(failure.retryAfter()).contains(Duration.ofDays(1));
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-1e300", "NaN", "\"soon\"", "null", "{}", "[1]"})
    void a_code_that_is_none_leaves_the_status(String code) {
        reply(
                503,
                "application/json",
                "{\"meta\":{\"result_code\":%s,\"result_subcode\":%s,\"result_msg\":\"busy\"},\"data\":{}}"
                        .formatted(code, code));

        ServerErrorException failure = catchThrowableOfType(
                ServerErrorException.class,
                () -> clearml.with(CallOptions.builder().maxAttempts(1).build())
                        .call("debug.ping", Repeat.SAFE, Map.of()));

        assertThat(failure).hasMessageContaining("503/0 busy");
    }

    @Test
    void what_a_server_says_is_shown_as_one_short_line() {
        reply(
                400,
                "application/json",
                "{\"meta\":{\"id\":\"\\u001b[2J%s\",\"result_code\":400,\"result_subcode\":12,\"result_msg\":\"no\\u001b[31m\\r\\n2026 ERROR %s\","
                                .formatted("i".repeat(100_000), "x".repeat(10_000_000))
                        + "\"error_data\":{\"\\u009b1m\":\"\\u202e\"}},\"data\":{}}");

        BadRequestException failure = catchThrowableOfType(BadRequestException.class, this::ping);

        assertThat(failure.getMessage())
                .contains("400/12 no\\u001b[31m 2026 ERROR xxx", "more characters)")
                .hasSizeLessThan(3_000);
        assertThat(failure.requestId().orElseThrow())
                .startsWith("\\u001b[2Jiii")
                .hasSizeLessThan(300);
        assertThat(failure.error().message()).hasSizeLessThan(2_100);
        assertThat(failure.error().data()).containsEntry("\\u009b1m", "\\u202e");
    }

    @Test
    void a_token_that_was_just_given_and_is_refused_points_to_several_servers() {
        reply(401, "application/json", TestClients.envelope(401, 22, "Unauthorized (invalid credentials)", "{}"));

        assertThatThrownBy(this::ping)
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("The login itself just succeeded");
        assertThat(server.getRequestCount()).as("login, call, login, call").isEqualTo(4);
    }

    @Test
    void a_login_that_is_not_found_points_to_the_address() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return TestClients.json(404, TestClients.envelope(404, 0, "Unable to find endpoint", "{}"))
                        .build();
            }
        });
        try (ClearMl lost = TestClients.of(server.url("/clearml/api"), settings -> {})) {
            assertThatThrownBy(() -> lost.call("users.get_all", Repeat.SAFE, Map.of()))
                    .isInstanceOf(NoSuchEndpointException.class)
                    .hasMessageContaining("a proxy passes on a path that it should cut off")
                    .hasMessageContaining("/clearml/api");
        }
    }

    @Test
    void an_empty_reply_says_so() {
        reply(200, "application/json", "");

        assertThatThrownBy(this::ping).isInstanceOf(GatewayException.class).hasMessageContaining("The reply is empty");
    }

    @Test
    void a_redirect_is_not_followed_but_reported() {
        reply(new MockResponse.Builder()
                .code(301)
                .setHeader("Location", "https://api.example/debug.ping")
                .build());

        assertThatThrownBy(this::ping)
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("It redirects to https://api.example:443");
    }

    @Test
    void a_refused_connection_was_not_sent() throws IOException {
        try (ClearMl lost = TestClients.of(nobody(), settings -> settings.maxAttempts(2))) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> lost.call("auth.create_user", Repeat.UNSAFE, Map.of()));

            assertThat(failure).isNotInstanceOf(OutcomeUnknownException.class);
            assertThat(failure.fate()).isEqualTo(TransportException.Fate.NOT_SENT);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure).hasMessageContaining("auth.login: failed while connecting");
        }
    }

    @Test
    void a_server_that_starts_meanwhile_is_found_also_by_a_non_retryable_call() throws IOException {
        HttpUrl nobody = nobody();
        MockWebServer late = TestClients.server();
        late.setDispatcher(TestClients.answering(
                request -> TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"made\": 1}"))
                        .build()));
        CallListener starting = new CallListener() {
            @Override
            public void onAttempt(CallEvent attempt) {
                if (attempt.attempt() == 5 && attempt.failure().isPresent()) {
                    start(late, nobody);
                }
            }
        };
        try (late;
                ClearMl clearml = TestClients.of(
                        nobody,
                        settings -> settings.unreachableRetry(Duration.ofSeconds(15))
                                .addListeners(starting))) {
            assertThat(clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()))
                    .containsEntry("made", 1);
            assertThat(late.getRequestCount()).isEqualTo(2);
        }
    }

    private static void start(MockWebServer server, HttpUrl at) {
        try {
            server.start(InetAddress.getByName(at.host()), at.port());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @Test
    void an_unreachable_server_is_reported_with_the_time_tried() throws IOException {
        try (ClearMl lost = TestClients.of(
                nobody(), settings -> settings.maxAttempts(2).unreachableRetry(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> lost.call("auth.create_user", Repeat.UNSAFE, Map.of()))
                    .isInstanceOf(TransportException.class)
                    .isNotInstanceOf(OutcomeUnknownException.class)
                    .hasMessageMatching("auth.login: failed while connecting: ConnectException, .*"
                            + "is the API server running, and is this its address\\?"
                            + " Tried for 0\\.[34] s \\(unreachableRetry\\)\\. \\(after \\d+ attempts\\)");
        }
    }

    private static HttpUrl nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new HttpUrl.Builder()
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(free.getLocalPort())
                    .build();
        }
    }

    @Test
    void a_connection_closed_before_the_reply_leaves_an_unsafe_call_unknown() {
        reply(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        OutcomeUnknownException unknown = catchThrowableOfType(
                OutcomeUnknownException.class, () -> clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()));

        assertThat(unknown).hasMessageContaining("failed while waiting for the reply");
        assertThat(unknown.fate()).isEqualTo(TransportException.Fate.UNKNOWN);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_reply_cut_short_is_reported_as_broken_off() {
        String whole = TestClients.envelope(200, 0, "OK", "{\"msg\":\"hello\"}");
        reply(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(whole.substring(0, whole.length() - 5))
                .build());

        assertThatThrownBy(() -> clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the reply broke off after " + (whole.length() - 5) + " bytes");
        assertThatThrownBy(this::ping)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("(after 3 attempts)");
    }

    @Test
    void a_reply_over_the_cap_is_refused() {
        try (ClearMl small = TestClients.of(server.url("/"), settings -> settings.maxResponseBytes(10_000))) {
            reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"msg\":\"" + "x".repeat(20_000) + "\"}"))
                    .build());

            assertThatThrownBy(() -> small.call("debug.ping", Repeat.SAFE, Map.of()))
                    .isInstanceOf(DecodingException.class)
                    .hasMessageContaining("larger than maxResponseBytes, 10000");
        }
    }

    @Test
    void a_reply_that_drips_ends_at_the_deadline() {
        reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"msg\":\"" + "x".repeat(5000) + "\"}"))
                .throttleBody(10, 50, TimeUnit.MILLISECONDS)
                .build());
        CallOptions short_ =
                CallOptions.builder().callTimeout(Duration.ofMillis(300)).build();
        long start = System.nanoTime();

        assertThatThrownBy(() -> clearml.with(short_).call("debug.ping", Repeat.SAFE, Map.of()))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("reading the reply");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_attempt_that_takes_too_long_is_retried_if_retryable() {
        AtomicReference<Boolean> slow = new AtomicReference<>(true);
        server.setDispatcher(TestClients.answering(request -> {
            MockResponse.Builder ok = TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"msg\":\"x\"}"));
            return slow.getAndSet(false) ? ok.headersDelay(5, TimeUnit.SECONDS).build() : ok.build();
        }));
        CallOptions impatient =
                CallOptions.builder().attemptTimeout(Duration.ofMillis(300)).build();

        assertThat(clearml.with(impatient).call("debug.ping", Repeat.SAFE, Map.of()))
                .containsEntry("msg", "x");
    }

    @Test
    void an_interrupted_thread_ends_the_call_and_stays_interrupted() {
        reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::ping).isInstanceOf(TransportException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void nesting_bombs_and_huge_numbers_are_refused_with_a_type() {
        for (String bomb :
                new String[] {"[".repeat(100_000), "{\"a\":".repeat(50_000), "{\"n\":" + "9".repeat(100_000) + "}"}) {
            reply(200, "application/json", "{\"meta\":{\"result_code\":200},\"data\":" + bomb);
            assertThatThrownBy(() -> clearml.with(
                                    CallOptions.builder().maxAttempts(1).build())
                            .call("debug.ping", Repeat.SAFE, Map.of()))
                    .isInstanceOfAny(DecodingException.class, TransportException.class);
        }
    }

    @Test
    void a_result_that_is_missing_is_named() {
        reply(200, "application/json", TestClients.envelope(200, 0, "OK", "{}"));
        EndpointSpec line = EndpointSpec.named("auth.create_user", Repeat.UNSAFE);

        assertThatThrownBy(() -> OpenedClients.client(clearml)
                        .send(line, Bodies.write(Map.of()), ResultReader.of(String.class, "user.id")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(DecodingException.class)
                .hasMessageContaining("the reply has no data.user.id");
        assertThat(OpenedClients.client(clearml)
                        .send(line, Bodies.write(Map.of()), ResultReader.of(Optional.class, "user.id")))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(classes = {NoClassDefFoundError.class, AssertionError.class, IllegalStateException.class})
    void what_an_interceptor_throws_is_a_failure_of_the_call(Class<? extends Throwable> thrown) {
        reply(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")).build());
        OkHttpClient intercepted = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .addInterceptor(chain -> {
                    if (!chain.request().url().encodedPath().endsWith("auth.login")) {
                        throwOne(thrown);
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        try (ClearMl client = TestClients.of(server.url("/"), settings -> settings.http(intercepted))) {
            assertThatThrownBy(() -> client.call("debug.ping", Repeat.UNSAFE, Map.of()))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(thrown.getSimpleName());
        }
        assertThat(last.get()).isNull();
    }

    private static void throwOne(Class<? extends Throwable> thrown) {
        try {
            Throwable made = thrown.getConstructor().newInstance();
            if (made instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) made;
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no such constructor", impossible);
        }
    }
}
