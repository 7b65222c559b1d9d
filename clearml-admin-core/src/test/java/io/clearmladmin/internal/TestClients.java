package io.clearmladmin.internal;

import io.clearmladmin.ClearMl;
import io.clearmladmin.OpenedClients;
import io.clearmladmin.endpoint.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Clients of a mock server, without the configuration chain. */
final class TestClients {

    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();

    private TestClients() {}

    /** A server that answers at once: without it, each small reply waits for the acknowledgement of its head. */
    static MockWebServer server() {
        MockWebServer server = new MockWebServer();
        server.setServerSocketFactory(new NoDelaySockets());
        return server;
    }

    static ClearMl of(MockWebServer server) {
        return of(server.url("/"), settings -> {});
    }

    static ClearMl of(HttpUrl apiUrl, Consumer<ClientSettings.Builder> more) {
        return OpenedClients.of(Client.open(settings(apiUrl, more)));
    }

    static ClientSettings settings(HttpUrl apiUrl, Consumer<ClientSettings.Builder> more) {
        Secret secret = Secret.of("canary-secret");
        ClientSettings.Builder settings = ClientSettings.builder()
                .apiUrl(apiUrl)
                .login(Login.with("ACCESSKEY", secret, Optional.empty(), Duration.ofMinutes(6)))
                .addSecrets(secret)
                .http(HTTP)
                .ownsHttp(false)
                .clientName("clearml-admin-java/test")
                .callTimeout(Duration.ofSeconds(20))
                .attemptTimeout(Duration.ofSeconds(10))
                .maxAttempts(3)
                // Who tries a dead port is not to wait for somebody there.
                .unreachableRetry(Duration.ZERO)
                .maxConcurrency(128)
                .maxResponseBytes(64L << 20)
                .basicAuth(false)
                .logoutOnClose(false);
        more.accept(settings);
        return settings.build();
    }

    /** A token as the server makes them, with these claims and no signature worth the name. */
    static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    static String envelope(int code, int subcode, String message, String data) {
        return "{\"meta\":{\"id\":\"request-1\",\"trx\":\"t\",\"endpoint\":{\"name\":\"x\"},\"result_code\":" + code
                + ",\"result_subcode\":" + subcode + ",\"result_msg\":\"" + message
                + "\",\"error_stack\":null,\"error_data\":{}},\"data\":" + data + "}";
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body);
    }

    static MockResponse loginReply() {
        return json(200, envelope(200, 0, "OK", "{\"token\":\"" + token("{\"feature_set\":\"basic\"}") + "\"}"))
                .build();
    }

    /** A server that knows {@code auth.login} and answers everything else with {@code reply}. */
    static Dispatcher answering(java.util.function.Function<RecordedRequest, MockResponse> reply) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().endsWith("/auth.login") ? loginReply() : reply.apply(request);
            }
        };
    }
}
