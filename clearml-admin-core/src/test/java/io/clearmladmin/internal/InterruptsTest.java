package io.clearmladmin.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Repeat;
import io.clearmladmin.errors.ClearMlException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads may be interrupted at any moment; nothing is left behind. */
class InterruptsTest {

    private static final int CALLS = 10_000;
    private static final int WORKERS = 16;

    @Test
    @Timeout(120)
    void calls_that_are_interrupted_at_random_leak_no_connection_and_no_thread() throws Exception {
        OkHttpClient http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ZERO)
                .build();
        AtomicInteger finished = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        try (MockWebServer server = server();
                ClearMl clearml = TestClients.of(
                        server.url("/"), settings -> settings.http(http).maxConcurrency(WORKERS / 2))) {
            clearml.call("users.get_all", Repeat.SAFE, Map.of());
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Thread worker = new Thread(() -> work(clearml, finished, interrupted), "worker-" + i);
                workers.add(worker);
                worker.start();
            }
            Random random = new Random(7);
            while (finished.get() < CALLS) {
                workers.get(random.nextInt(WORKERS)).interrupt();
                LockSupport.parkNanos(random.nextInt(200_000));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(interrupted.get()).as("interrupts hit calls").isGreaterThan(100);

            clearml.call("users.get_all", Repeat.SAFE, Map.of());
            assertThat(http.connectionPool().connectionCount())
                    .as("every connection is idle again")
                    .isEqualTo(http.connectionPool().idleConnectionCount());
            assertThat(http.dispatcher().runningCallsCount()).isZero();
        }
        http.connectionPool().evictAll();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("worker-") || name.startsWith("clearml"));
    }

    private static MockWebServer server() throws IOException {
        MockWebServer server = TestClients.server();
        server.setDispatcher(TestClients.answering(
                request -> TestClients.json(200, TestClients.envelope(200, 0, "OK", "{\"users\":[]}"))
                        .build()));
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private static void work(ClearMl clearml, AtomicInteger finished, AtomicInteger interrupted) {
        while (finished.get() < CALLS) {
            try {
                clearml.call("users.get_all", Repeat.SAFE, Map.of());
            } catch (ClearMlException expected) {
                interrupted.incrementAndGet();
            } finally {
                Thread.interrupted();
                finished.incrementAndGet();
            }
        }
    }
}
