package io.clearmladmin.testkit.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.clearmladmin.internal.threads.Threads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists and watches {@link Pods} over HTTP, as an API server does: {@code GET} on pods, of a namespace or of all. */
public final class PodServer implements AutoCloseable {

    private static final Pattern PATH =
            Pattern.compile("/api/v1/(?:namespaces/(?<namespace>[^/]+)/)?pods(?:/(?<name>[^/]+))?");
    private static final String SYSTEM = "/api/v1/namespaces/kube-system";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int GONE = 410;
    private static final int LONGEST_WATCH_SECONDS = 1_800;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String uid = UUID.randomUUID().toString();
    private final Pods pods;
    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger refusal = new AtomicInteger();

    /** Listens on a loopback port. */
    public PodServer(Pods pods) {
        this.pods = pods;
        threads = Threads.unboundedPool("fake-cluster");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers everything with this status from now on; 0 answers again. */
    public void refuse(int status) {
        refusal.set(status);
        endWatches();
    }

    /** Ends all watches at once, without a word. */
    public void endWatches() {
        pods.endWatches();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            // Before the refusal: what is let through is of a generation that the next refusal ends.
            int generation = pods.generation();
            int refused = refusal.get();
            if (refused != 0) {
                answer(exchange, refused, status(refused, "the fake cluster was set to refuse this"));
            } else if (exchange.getRequestURI().getPath().equals(SYSTEM)) {
                answer(exchange, OK, system());
            } else if (!path.matches()) {
                answer(exchange, NOT_FOUND, status(NOT_FOUND, "the fake cluster knows pods only"));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, NOT_ALLOWED, status(NOT_ALLOWED, "the fake cluster is read only"));
            } else {
                get(exchange, path, query, generation);
            }
        } catch (IOException gone) {
            // The client has left; whoever it is finds out by itself.
            return;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void get(HttpExchange exchange, Matcher path, Map<String, String> query, int generation)
            throws IOException, InterruptedException {
        Predicate<ObjectNode> wanted = Selector.of(query.getOrDefault("labelSelector", ""))
                .and(has("namespace", path.group("namespace")))
                .and(has("name", path.group("name")));
        if (path.group("name") != null) {
            ObjectNode pod = pods.find(wanted);
            answer(
                    exchange,
                    pod == null ? NOT_FOUND : OK,
                    pod == null ? status(NOT_FOUND, "pods \"" + path.group("name") + "\" not found") : pod);
        } else if (query.getOrDefault("watch", "0").matches("1|true")) {
            watch(exchange, wanted, query, generation);
        } else {
            answer(exchange, OK, list(wanted));
        }
    }

    // By its uid a cluster is known.
    private ObjectNode system() {
        ObjectNode namespace = JSON.createObjectNode().put("kind", "Namespace").put("apiVersion", "v1");
        namespace.putObject("metadata").put("name", "kube-system").put("uid", uid);
        return namespace;
    }

    private static Predicate<ObjectNode> has(String field, @Nullable String value) {
        return pod -> value == null || pod.path("metadata").path(field).asText().equals(value);
    }

    private ObjectNode list(Predicate<ObjectNode> wanted) {
        Pods.Listing listing = pods.list(wanted);
        ObjectNode list = JSON.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", String.valueOf(listing.version()));
        listing.pods().forEach(list.putArray("items")::add);
        return list;
    }

    private void watch(HttpExchange exchange, Predicate<ObjectNode> wanted, Map<String, String> query, int generation)
            throws IOException, InterruptedException {
        long from = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        long seconds = Math.min(
                LONGEST_WATCH_SECONDS,
                Long.parseLong(query.getOrDefault("timeoutSeconds", String.valueOf(LONGEST_WATCH_SECONDS))));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(OK, 0);
        OutputStream out = exchange.getResponseBody();
        while (System.nanoTime() < end && generation == pods.generation()) {
            Pods.News news = pods.after(from, generation, end);
            if (news.isExpired()) {
                write(out, "ERROR", status(GONE, "too old resource version: " + from));
                return;
            }
            for (Pods.Change change : news.changes()) {
                if (wanted.test(change.pod())) {
                    write(out, change.type(), change.pod());
                }
            }
            from = Math.max(from, news.version());
        }
        if (generation == pods.generation() && "true".equals(query.get("allowWatchBookmarks"))) {
            ObjectNode bookmark = JSON.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
            bookmark.putObject("metadata").put("resourceVersion", String.valueOf(from));
            write(out, "BOOKMARK", bookmark);
        }
    }

    private static void write(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("type", type);
        event.set("object", object);
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static ObjectNode status(int code, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("reason", code == GONE ? "Expired" : "Fake")
                .put("code", code);
    }

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        pods.endWatches();
        server.stop(0);
        threads.shutdownNow();
    }
}
