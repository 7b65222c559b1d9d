package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Health and readiness that an emitter reports to a cluster. */
class OperationsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void an_emitter_lives_from_the_start_and_is_ready_once_it_says_so() throws Exception {
        AtomicBoolean isHealthy = new AtomicBoolean(true);
        try (Operations operations = new Operations(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThat(status(operations, "/livez")).isEqualTo(200);
            assertThat(status(operations, "/readyz")).isEqualTo(503);
            operations.ready(isHealthy::get);
            assertThat(status(operations, "/readyz")).isEqualTo(200);
            isHealthy.set(false);
            assertThat(status(operations, "/readyz")).isEqualTo(503);
        }
    }

    private int status(Operations operations, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + operations.address().getPort() + path);
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .statusCode();
    }
}
