package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** Servers and proxies close connections that are idle, and do not always say so before. */
class StaleConnectionsTest {

    private static final int CALLS = 100;

    @Test
    void a_connection_that_was_closed_while_idle_leaves_no_unsafe_call_in_doubt() throws IOException {
        AtomicInteger executed = new AtomicInteger();
        try (MockWebServer server = TestClients.server()) {
            server.setDispatcher(TestClients.answering(request -> {
                executed.incrementAndGet();
                return closing(TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}")));
            }));
            server.start(InetAddress.getLoopbackAddress(), 0);
            try (ClearMl clearml = TestClients.of(server)) {
                for (int i = 0; i < CALLS; i++) {
                    clearml.call("auth.create_user", Repeat.UNSAFE, Map.of());
                }
            }
        }
        assertThat(executed).hasValue(CALLS);
    }

    private static MockResponse closing(MockResponse.Builder reply) {
        return reply.onResponseEnd(new SocketEffect.CloseSocket()).build();
    }

    @Test
    void retryable_calls_share_connections() throws Exception {
        try (MockWebServer server = TestClients.server()) {
            server.setDispatcher(
                    TestClients.answering(request -> TestClients.json(200, TestClients.envelope(200, 0, "OK", "{}"))
                            .build()));
            server.start(InetAddress.getLoopbackAddress(), 0);
            try (ClearMl clearml = TestClients.of(server)) {
                clearml.call("users.get_all", Repeat.SAFE, Map.of());
                clearml.call("users.get_all", Repeat.SAFE, Map.of());
                clearml.call("auth.create_user", Repeat.UNSAFE, Map.of());
            }
            assertThat(exchange(server)).as("the login").isZero();
            assertThat(exchange(server)).isEqualTo(1);
            assertThat(exchange(server)).isEqualTo(2);
            assertThat(exchange(server)).as("a new connection").isZero();
        }
    }

    /** Which exchange of its connection the next request was. */
    private static int exchange(MockWebServer server) throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest()).getExchangeIndex();
    }
}
