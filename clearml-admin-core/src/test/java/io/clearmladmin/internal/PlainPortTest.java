package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address with https:// whose port speaks plain http is reported as such, however the port reacts. */
class PlainPortTest {

    // 29-http-wrong-scheme-silent
    @ParameterizedTest
    @ValueSource(strings = {"answers", "closes", "resets"})
    void https_to_a_port_that_speaks_http_says_so(String how) throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(plain, how), "plain port");
            server.setDaemon(true);
            server.start();
            try (ClearMl clearml = ClearMl.builder()
                    .apiUrl("https://127.0.0.1:" + plain.getLocalPort())
                    .credentials("KEY", "SECRET")
                    .maxAttempts(1)
                    .build()) {
                assertThatThrownBy(() -> clearml.call("users.get_all", Repeat.SAFE, Map.of()))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("TLS failed, as it does at a port that speaks plain http")
                        .hasMessageContaining("begin with http://");
            }
        }
    }

    private static void serve(ServerSocket plain, String how) {
        while (!plain.isClosed()) {
            try (Socket client = plain.accept()) {
                client.getInputStream().read();
                if (how.equals("answers")) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } else if (how.equals("resets")) {
                    client.setSoLinger(true, 0);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }
}
