package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A port that takes connections and says nothing holds a call no longer than connectTimeout. */
class ConnectTimeoutTest {

    private static final Duration CONNECT = Duration.ofMillis(400);
    private static final Duration BOUND = Duration.ofSeconds(20);

    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        silent.close();
    }

    private ClearMl.Builder builder(String host) {
        return ClearMl.builder()
                .apiUrl("https://" + host + ":" + silent.getLocalPort())
                .credentials("KEY", "SECRET")
                .connectTimeout(CONNECT)
                .maxAttempts(1);
    }

    private static TransportException failed(ClearMl.Builder builder) {
        long start = System.nanoTime();
        try (ClearMl clearml = builder.build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(CONNECT, BOUND);
            assertThat(failure.fate()).isEqualTo(TransportException.Fate.NOT_SENT);
            return failure;
        }
    }

    // 29-http-wrong-scheme-silent
    @Test
    void tls_without_a_reply_is_named() {
        assertThat(failed(builder("127.0.0.1")))
                .hasMessageContaining("failed while connecting: no connection in time")
                .hasMessageContaining("TLS gets no reply: check whether the API address must begin with http://");
    }

    @Test
    void the_deadline_that_passes_meanwhile_does_not_hide_the_cause() {
        ClearMl.Builder builder =
                builder("127.0.0.1").connectTimeout(BOUND.multipliedBy(2)).callTimeout(CONNECT);
        assertThat(failed(builder))
                .hasMessageContaining("the deadline of the call passed. TLS gets no reply")
                .hasMessageNotContaining("raise callTimeout");
    }

    @Test
    void a_proxy_that_opens_no_tunnel_is_given_up_too() {
        OkHttpClient http = new OkHttpClient.Builder()
                .proxy(new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort())))
                .build();
        assertThat(failed(builder("clearml.invalid").httpClient(http)))
                .hasMessageContaining("no connection in time. Nothing answered in time");
    }

    @Test
    void a_cancellation_that_does_not_reach_the_socket_does_not_hold_the_call_for_ever() {
        OkHttpClient http =
                new OkHttpClient.Builder().socketFactory(new Unclosable()).build();
        assertTimeoutPreemptively(BOUND, () -> {
            try (ClearMl clearml = builder("127.0.0.1")
                    .httpClient(http)
                    .attemptTimeout(CONNECT)
                    .build()) {
                TransportException failure = catchThrowableOfType(
                        TransportException.class, () -> clearml.call("auth.create_user", Repeat.UNSAFE, Map.of()));
                assertThat(failure.fate()).isEqualTo(TransportException.Fate.NOT_SENT);
            }
        });
    }

    /** Makes sockets that a cancellation between TCP and TLS has missed: closing them does nothing. */
    private static final class Unclosable extends PromptSockets {

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void close() {}
            };
        }
    }
}
