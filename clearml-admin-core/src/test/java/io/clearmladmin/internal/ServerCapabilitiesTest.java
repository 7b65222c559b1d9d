package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.errors.NoSuchEndpointException;
import io.clearmladmin.system.CompanyQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client learns what the server is, with as few calls as that takes. */
class ServerCapabilitiesTest {

    private final MockWebServer server = TestClients.server();
    private final List<String> called = new ArrayList<>();
    private volatile String claims = "{\"feature_set\":\"basic\"}";
    private volatile int endpointsStatus = 200;
    private volatile int probeStatus = 404;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String endpoint = request.getTarget().substring(1);
                called.add(endpoint);
                return switch (endpoint) {
                    case "auth.login" -> answer(200, "{\"token\":\"" + TestClients.token(claims) + "\"}");
                    case "server.endpoints" -> answer(endpointsStatus, "{\"endpoints\":{\"users.get_all\":[]}}");
                    case "server.info" -> answer(200, "{\"version\":\"9.9.9\",\"api_version\":\"2.99\"}");
                    default -> answer(probeStatus, "{}");
                };
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static MockResponse answer(int status, String data) {
        int subcode = status == 403 ? 20 : 0;
        return TestClients.json(status, TestClients.envelope(status, subcode, "text", data))
                .build();
    }

    @Test
    void a_feature_set_that_is_not_basic_is_enterprise_without_another_call() {
        claims = "{\"feature_set\":\"advanced\"}";
        try (ClearMl clearml = TestClients.of(server)) {
            assertThat(clearml.capabilities().edition()).isEqualTo(Edition.ENTERPRISE);
            assertThat(called).containsExactly("auth.login");
        }
    }

    @Test
    void the_list_of_endpoints_is_read_once_where_the_role_may() {
        try (ClearMl clearml = TestClients.of(server)) {
            assertThat(clearml.capabilities().has("users.get_all")).isTrue();
            assertThat(clearml.capabilities().has("system.get_companies")).isFalse();
            assertThat(clearml.capabilities().edition()).isEqualTo(Edition.OPEN_SOURCE);
            assertThat(called).containsExactly("auth.login", "server.endpoints");
        }
    }

    @Test
    void else_each_endpoint_is_called_once_without_a_login() {
        endpointsStatus = 403;
        probeStatus = 401;
        try (ClearMl clearml = TestClients.of(server)) {
            assertThat(clearml.capabilities().has("system.get_companies")).isTrue();
            assertThat(clearml.capabilities().has("system.get_companies")).isTrue();
            assertThat(clearml.capabilities().edition()).isEqualTo(Edition.ENTERPRISE);
            assertThat(called).containsExactly("auth.login", "server.endpoints", "system.get_companies");
        }
    }

    @Test
    void versions_come_from_the_token_or_else_from_the_server() {
        try (ClearMl clearml = TestClients.of(server)) {
            assertThat(clearml.capabilities().serverVersion()).contains("9.9.9");
            assertThat(clearml.capabilities().apiVersion()).contains("2.99");
            assertThat(called).containsExactly("auth.login", "server.info");
        }
    }

    @Test
    void an_endpoint_that_is_missing_is_explained() {
        claims = "{\"feature_set\":\"basic\",\"server_version\":\"2.3.0\",\"api_version\":\"2.34\"}";
        try (ClearMl clearml = TestClients.of(server)) {
            assertThatThrownBy(() ->
                            clearml.system().getCompanies(CompanyQuery.builder().build()))
                    .isInstanceOf(NoSuchEndpointException.class)
                    .hasMessageContaining(
                            "It needs an Enterprise server; this is an open source server 2.3.0, API 2.34");
            probeStatus = 404;
            assertThatThrownBy(() -> clearml.auth().editCredentials("KEY", "label"))
                    .hasMessageContaining("It needs API version 2.19 or newer");
        }
    }

    @Test
    void an_enterprise_server_that_lacks_an_endpoint_is_too_old() {
        claims = "{\"feature_set\":\"advanced\"}";
        try (ClearMl clearml = TestClients.of(server)) {
            assertThatThrownBy(() -> clearml.tenants().getTenants())
                    .hasMessageContaining("It needs a newer Enterprise server")
                    .hasMessageContaining("this is an Enterprise server");
        }
    }
}
