package io.clearmladmin.emitters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.errors.ConfigurationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Serves {@code /livez}, {@code /readyz}, and {@code /metrics} in Prometheus' text format. */
final class Operations implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_READY = 503;

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "emitter-operations");
        daemon.setDaemon(true);
        return daemon;
    });
    private final HttpServer server;
    private volatile BooleanSupplier isReady = () -> false;

    /** Listens at this address; port 0 takes a free port. */
    Operations(InetSocketAddress address) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new ConfigurationException(
                    Environment.LISTEN + ": cannot listen at " + address + ": " + taken.getMessage(), taken);
        }
        server.createContext("/livez", exchange -> respond(exchange, OK, "ok\n"));
        server.createContext("/readyz", this::ready);
        server.createContext("/metrics", exchange -> respond(exchange, OK, metrics.scrape()));
        server.setExecutor(thread);
        server.start();
    }

    /** Sets the check behind {@code /readyz}; before that, the emitter is not ready. */
    void ready(BooleanSupplier check) {
        isReady = check;
    }

    MeterRegistry metrics() {
        return metrics;
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void ready(HttpExchange exchange) throws IOException {
        boolean ready = isReady.getAsBoolean();
        respond(exchange, ready ? OK : NOT_READY, ready ? "ok\n" : "not ready: the log says why\n");
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
