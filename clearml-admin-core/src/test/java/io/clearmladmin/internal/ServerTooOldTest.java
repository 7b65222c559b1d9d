package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Endpoint;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.errors.ServerTooOldException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A call to a server that is older than the endpoint is not sent, and says both versions. */
class ServerTooOldTest {

    private final MockWebServer server = TestClients.server();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private String apiVersion = "2.18";

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request.getUrl().pathSegments().get(0));
                String data = request.getTarget().endsWith("/auth.login")
                        ? "{\"token\":\"" + TestClients.token("{\"api_version\":\"" + apiVersion + "\"}") + "\"}"
                        : "{\"updated\":1}";
                return TestClients.json(200, TestClients.envelope(200, 0, "OK", data))
                        .build();
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothing_but_the_login_is_sent() {
        try (ClearMl clearml = TestClients.of(server)) {
            assertThatThrownBy(() -> clearml.auth().editCredentials("KEY", "label"))
                    .isInstanceOfSatisfying(ServerTooOldException.class, tooOld -> {
                        assertThat(tooOld.needed()).isEqualTo("2.19");
                        assertThat(tooOld.found()).isEqualTo("2.18");
                    })
                    .hasMessageStartingWith(
                            "auth.edit_credentials: not sent: it needs a server of API version 2.19 or newer, "
                                    + "and this one has 2.18.");
        }
        assertThat(requests).containsOnly("auth.login");
    }

    @Test
    void a_server_that_was_updated_meanwhile_gets_the_call() {
        try (ClearMl clearml = TestClients.of(server)) {
            assertThat(clearml.claims().apiVersion()).contains("2.18");
            apiVersion = "2.34";
            assertThat(clearml.auth().editCredentials("KEY", "label")).isEqualTo(1);
        }
        assertThat(requests).containsExactly("auth.login", "auth.login", "auth.edit_credentials");
    }

    @Test
    void with_a_ready_token_the_server_says_itself_what_it_lacks() {
        Secret old = Secret.of(TestClients.token("{\"api_version\":\"2.18\"}"));
        try (ClearMl clearml = TestClients.of(
                server.url("/"),
                settings -> settings.login(Login.with(old, Optional.empty(), Duration.ofMinutes(1))))) {
            assertThat(clearml.auth().editCredentials("KEY", "label")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.19, 2.4, true",
        "2.19, 2.18, true",
        "2.19, 2.19, false",
        "2.4, 2.31, false",
        "2.4, 3.0, false",
        "2.4, 999, false",
        "2.4, next, false",
        "'', 2.4, false",
    })
    void versions_are_compared_part_by_part(String since, String has, boolean isNewer) {
        EndpointSpec line = new EndpointSpec(
                "a.b",
                io.clearmladmin.endpoint.Repeat.SAFE,
                false,
                io.clearmladmin.endpoint.Edition.OPEN_SOURCE,
                since,
                "",
                "",
                false);
        assertThat(line.isNewerThan(Optional.of(has))).isEqualTo(isNewer);
        assertThat(line.isNewerThan(Optional.empty())).isFalse();
    }

    static Stream<Method> methods() {
        return ServiceMethods.all().stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_a_line_says_is_a_version_and_not_older_than_the_recorded_handler(Method method) {
        Endpoint line = method.getAnnotation(Endpoint.class);
        assertThat(line.since()).matches("|2\\.\\d+");
        assertThat(line.sinceRelease()).matches("|3\\.\\d+");
        RequestSchemas.minVersion(line.name()).ifPresent(min -> {
            boolean isKnown = !min.equals("1.0");
            assertThat(line.since().isEmpty() && isKnown).as(line.name()).isFalse();
            assertThat(EndpointSpec.of(line).isNewerThan(Optional.of("2.34")))
                    .as("the recorded server has it")
                    .isFalse();
        });
    }

    @Test
    void where_a_release_is_known_to_have_brought_an_endpoint_its_absence_says_which() {
        server.setDispatcher(
                TestClients.answering(request -> TestClients.json(404, TestClients.envelope(404, 0, "none", "{}"))
                        .build()));
        try (ClearMl clearml = TestClients.of(server)) {
            assertThatThrownBy(() -> clearml.tenants().getGlobalTemplateVariables(Map.of()))
                    .isInstanceOf(NoSuchEndpointException.class)
                    .hasMessageContaining("It needs an Enterprise server, of release 3.30 or newer");
        }
    }
}
