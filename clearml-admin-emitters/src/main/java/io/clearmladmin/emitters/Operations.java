package io.clearmladmin.emitters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.errors.ConfigurationException;
import io.clearmladmin.events.HealthProbe;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Threads;
import io.clearmladmin.micrometer.EventMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Serves {@code /livez}, {@code /readyz}, and {@code /metrics} in Prometheus' text format. */
final class Operations implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final int MOST_WAITING = 64;

    private final Metrics metrics;
    private final EventMeters health;
    private final ExecutorService thread = Threads.pool("emitters-operations", 1, MOST_WAITING);
    private final Map<String, Supplier<Optional<String>>> sources = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    /** Listens at this address; port 0 takes a free port. It closes these meters. */
    Operations(InetSocketAddress address, Metrics metrics) {
        this.metrics = metrics;
        this.health = EventMeters.in(metrics.registry());
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new ConfigurationException(
                    Setting.LISTEN.key() + ": cannot listen at " + address + ": " + taken.getMessage(), taken);
        }
        server.createContext("/livez", exchange -> respond(exchange, OK, "ok\n"));
        server.createContext("/readyz", this::ready);
        server.createContext("/metrics", exchange -> respond(exchange, OK, metrics.page()));
        server.setExecutor(thread);
        server.start();
    }

    /**
     * Adds something that must have no problem for {@code /readyz}. Before the first is added, the program is not ready.
     *
     * @param problem why it does not work now; empty if it does. Returns at once
     */
    void health(String name, Supplier<Optional<String>> problem) {
        if (sources.put(name, problem) == null) {
            health.health(name, () -> Optional.ofNullable(sources.get(name)).flatMap(Supplier::get));
        }
    }

    /** Adds what this probe asks, which must answer for {@code /readyz}. */
    void health(HealthProbe probe) {
        sources.put(probe.name(), probe::problem);
        health.probe(probe);
    }

    /** What keeps the program from being ready, by what has the problem. */
    Map<String, String> problems() {
        Map<String, String> problems = new ConcurrentSkipListMap<>();
        sources.forEach((name, source) -> source.get().ifPresent(problem -> problems.put(name, problem)));
        return problems;
    }

    MeterRegistry metrics() {
        return metrics.registry();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void ready(HttpExchange exchange) throws IOException {
        Map<String, String> problems = problems();
        boolean isReady = !sources.isEmpty() && problems.isEmpty();
        String text = problems.entrySet().stream()
                .map(problem -> "not ready: " + problem.getKey() + ": " + SafeText.line(problem.getValue()) + "\n")
                .collect(Collectors.joining());
        respond(
                exchange,
                isReady ? OK : NOT_READY,
                isReady ? "ok\n" : sources.isEmpty() ? "not ready: starting\n" : text);
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
        metrics.close();
    }
}
