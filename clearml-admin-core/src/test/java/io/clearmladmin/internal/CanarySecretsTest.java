package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.clearmladmin.CallEvent;
import io.clearmladmin.CallListener;
import io.clearmladmin.ClearMl;
import io.clearmladmin.auth.AddUser;
import io.clearmladmin.auth.CreateCredentials;
import io.clearmladmin.auth.Credentials;
import io.clearmladmin.auth.LoginRequest;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.ClearMlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Secrets go through every path, with everything logged, and turn up in no log, exception or text. */
class CanarySecretsTest {

    private static final String KEY = "CANARYKEY0123456789";
    private static final String SECRET = "canary-secret-#&%!";
    private static final String PROXY_PASSWORD = "canary-proxy-password";
    private static final String TOKEN = TestClients.token("{\"canary\":\"canary-claim\"}");
    private static final String NEW_SECRET = "canary-new-secret";
    private static final List<String> CANARIES =
            List.of(KEY, SECRET, PROXY_PASSWORD, TOKEN, TOKEN.substring(0, 30), NEW_SECRET, "canary");

    private final MockWebServer server = TestClients.server();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> texts = new ArrayList<>();
    private volatile String echo = "";
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(before);
        server.close();
    }

    // What the client was given comes back in every form a server or gateway might choose.
    private MockResponse answer(RecordedRequest request) {
        String path = request.getTarget();
        if (path.endsWith("auth.login")) {
            return TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"token\":\"" + TOKEN + "\"}"))
                    .build();
        }
        if (path.endsWith("auth.create_credentials")) {
            String data = "{\"credentials\":{\"access_key\":\"NEW\",\"secret_key\":\"" + NEW_SECRET
                    + "\",\"new_field\":\"unknown-value\"}}";
            return TestClients.json(200, TestClients.envelope(200, 0, "OK", data))
                    .build();
        }
        if (path.endsWith("refused.call")) {
            return TestClients.json(400, TestClients.envelope(400, 12, "bad: " + echo, "{}"))
                    .build();
        }
        if (path.endsWith("denied.call")) {
            return TestClients.json(401, TestClients.envelope(401, 22, "bad: " + echo, "{}"))
                    .build();
        }
        if (path.endsWith("html.call")) {
            return new MockResponse.Builder()
                    .code(502)
                    .setHeader("Content-Type", "text/html")
                    .body(echo)
                    .build();
        }
        if (path.endsWith("garbage.call")) {
            return TestClients.json(
                            200, "{\"meta\":{\"result_code\":200},\"data\":{\"token\":\"" + TOKEN + "\" " + echo)
                    .build();
        }
        if (path.endsWith("dropped.call")) {
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        return TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"secret_key\":\"" + NEW_SECRET + "\"}"))
                .setHeader("Set-Cookie", "session=" + TOKEN)
                .build();
    }

    private final class Recorder implements CallListener {
        @Override
        public void onAttempt(CallEvent attempt) {
            texts.add(attempt.toString());
        }

        @Override
        public void onCall(CallEvent call) {
            texts.add(call.toString());
        }
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (ClearMlException failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            texts.add(trace.toString());
        }
    }

    @Test
    void no_secret_is_seen_anywhere() {
        for (boolean basic : new boolean[] {false, true}) {
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrl(server.url("/").toString())
                    .credentials(KEY, SECRET)
                    .callTimeout(Duration.ofSeconds(10))
                    .listener(new Recorder())
                    .logoutOnClose()
                    .build()) {
                use(clearml, KEY + " " + SECRET + " " + TOKEN);
            }
            try (ClearMl clearml = TestClients.of(
                    server.url("/"),
                    settings -> settings.login(Login.with(
                                    KEY, Secret.of(SECRET), java.util.Optional.empty(), Duration.ofMinutes(6)))
                            .addSecrets(Secret.of(KEY), Secret.of(SECRET), Secret.of(PROXY_PASSWORD))
                            .addListeners(new Recorder())
                            .basicOnEveryCall(basic))) {
                use(clearml, KEY + " " + SECRET + " " + TOKEN + " " + PROXY_PASSWORD);
            }
        }
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl("http://clearml.invalid:8008")
                .credentials(KEY, SECRET)
                .proxy(server.getHostName(), server.getPort(), "user", PROXY_PASSWORD)
                .listener(new Recorder())
                .build()) {
            use(clearml, KEY + " " + SECRET + " " + TOKEN + " " + PROXY_PASSWORD);
        }
        try (ClearMl clearml = ClearMl.builder()
                .apiUrl(server.url("/").toString())
                .token(TOKEN)
                .build()) {
            use(clearml, TOKEN);
        }

        List<String> seen = new ArrayList<>(texts);
        log.list.stream()
                .filter(event -> !event.getLoggerName().startsWith("mockwebserver3"))
                .forEach(event -> seen.add(
                        event.getLoggerName() + " " + event.getFormattedMessage() + event.getThrowableProxy()));
        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(seen).anyMatch(line -> line.startsWith("io.clearmladmin.wire > POST /auth.create_credentials"));
        for (String canary : CANARIES) {
            assertThat(seen.stream().filter(text -> text.contains(canary)).toList())
                    .as("where " + canary + " is seen")
                    .isEmpty();
        }
    }

    private void use(ClearMl clearml, String given) {
        echo = given;
        texts.add(clearml.toString());
        texts.add(clearml.auth().toString());
        attempt(() -> texts.add(clearml.claims().toString()));
        attempt(() -> {
            Credentials made = clearml.auth()
                    .createCredentials(CreateCredentials.builder().label("x").build());
            texts.add(made.toString());
            assertThat(made.toString()).as("unknown fields are not printed").doesNotContain("unknown-value");
            assertThat(made.secretKey().reveal()).isEqualTo(NEW_SECRET);
        });
        attempt(() ->
                texts.add(clearml.auth().login(LoginRequest.builder().build()).toString()));
        attempt(() -> clearml.auth().validateToken(Secret.of(TOKEN)));
        AddUser user = AddUser.builder()
                .name("name")
                .email("a@b.c")
                .secretKey(Secret.of(SECRET))
                .providerToken(Secret.of(TOKEN))
                .build();
        texts.add(user.toString());
        attempt(() -> clearml.auth().addUser(user));
        for (String endpoint :
                List.of("refused.call", "denied.call", "html.call", "garbage.call", "dropped.call", "ok.call")) {
            attempt(() -> clearml.call(endpoint, Repeat.SAFE, Map.of("secret_key", SECRET, "token", TOKEN)));
            attempt(() -> clearml.call(endpoint, Repeat.UNSAFE, Map.of("password", PROXY_PASSWORD, "text", given)));
            attempt(() -> clearml.call(endpoint, Repeat.SAFE, Map.of(), Credentials.class));
        }
        attempt(() -> clearml.impersonating("u1").auth().getCredentials());
    }
}
