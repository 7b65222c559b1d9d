package io.clearmladmin.emitters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Health and readiness that an emitter reports to a cluster. */
class OperationsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void an_emitter_lives_from_the_start_and_is_ready_once_it_says_so() throws Exception {
        AtomicBoolean isHealthy = new AtomicBoolean(true);
        try (Operations operations =
                new Operations(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Metrics("1.2.3"))) {
            assertThat(status(operations, "/livez")).isEqualTo(200);
            assertThat(status(operations, "/readyz")).isEqualTo(503);
            operations.health("monitor", () -> isHealthy.get() ? Optional.empty() : Optional.of("it is away"));
            assertThat(status(operations, "/readyz")).isEqualTo(200);
            isHealthy.set(false);
            assertThat(status(operations, "/readyz")).isEqualTo(503);
            assertThat(operations.problems()).containsExactly(entry("monitor", "it is away"));
        }
    }

    @Test
    void the_health_of_each_part_and_the_version_are_metrics() throws Exception {
        try (Metrics metrics = new Metrics("1.2.3");
                Operations operations =
                        new Operations(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics)) {
            operations.health("monitor", () -> Optional.of("has not begun"));
            assertThat(metrics.page()).contains("clearml_healthy{part=\"monitor\"} 0");
            operations.health("monitor", Optional::empty);
            assertThat(metrics.page())
                    .contains("clearml_healthy{part=\"monitor\"} 1")
                    .contains("clearml_admin_emitters_build_info{version=\"1.2.3\"} 1");
            MetricsPage.isConventional(metrics.page());
        }
    }

    private int status(Operations operations, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + operations.address().getPort() + path);
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .statusCode();
    }
}
