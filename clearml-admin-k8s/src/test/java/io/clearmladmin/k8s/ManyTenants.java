package io.clearmladmin.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.testkit.FakeClearMl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A fake Enterprise server whose tasks are those of the tenant that a call names in its header. */
final class ManyTenants implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For what is not about tasks, and for what a test wants of it. */
    final FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);

    /** The tasks, by tenant and id. */
    final Map<String, Map<String, Map<String, Object>>> tasks = new ConcurrentHashMap<>();

    /** The bodies of calls about tasks, in order. */
    final List<JsonNode> taskCalls = new CopyOnWriteArrayList<>();

    final ClearMl root;
    private final MockWebServer server = new MockWebServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String refusing = "";

    ManyTenants() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        root = ClearMl.builder()
                .apiUrlUnchecked("http://127.0.0.1:" + server.getPort())
                .credentials(
                        fake.systemUser().accessKey(),
                        fake.systemUser().secretKey().reveal())
                .build();
    }

    /** A task of that tenant, of Ada's, in a project. */
    void task(String tenant, int number) {
        String id = PodLives.taskId(number);
        tasks.computeIfAbsent(tenant, each -> new ConcurrentHashMap<>())
                .put(
                        id,
                        Map.of(
                                "id",
                                id,
                                "name",
                                "train " + number,
                                "company",
                                tenant,
                                "project",
                                Map.of("id", "p1", "name", "vision/detection"),
                                "user",
                                Map.of("id", "u1", "name", "Ada")));
    }

    /** Calls about that tenant's tasks are refused; about all tenants', if it is {@code *}. */
    void refuse(String tenant) {
        refusing = tenant;
    }

    private MockResponse answer(RecordedRequest request) {
        try {
            return request.getTarget().contains("tasks.get_all") ? tasks(request) : forward(request);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(closed);
        }
    }

    private MockResponse tasks(RecordedRequest request) throws IOException {
        JsonNode body = JSON.readTree(Objects.requireNonNull(request.getBody()).toByteArray());
        taskCalls.add(body);
        String tenant = Objects.requireNonNullElse(request.getHeaders().get("X-Clearml-Tenant"), "");
        boolean isRefused = refusing.equals("*") || refusing.equals(tenant);
        List<Object> found = new ArrayList<>();
        Map<String, Map<String, Object>> own = tasks.getOrDefault(tenant, Map.of());
        body.path("id").forEach(id -> {
            if (own.containsKey(id.asText())) {
                found.add(own.get(id.asText()));
            }
        });
        int code = isRefused ? 400 : 200;
        Map<String, Object> meta = Map.of(
                "id",
                "1",
                "trx",
                "1",
                "endpoint",
                Map.of("name", "tasks", "requested_version", "2.30", "actual_version", "1.0"),
                "result_code",
                code,
                "result_subcode",
                isRefused ? 100 : 0,
                "result_msg",
                isRefused ? "no" : "OK",
                "error_stack",
                "");
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "application/json")
                .body(JSON.writeValueAsString(
                        Map.of("meta", meta, "data", isRefused ? Map.of() : Map.of("tasks", found))))
                .build();
    }

    private MockResponse forward(RecordedRequest request) throws IOException, InterruptedException {
        HttpRequest.Builder on = HttpRequest.newBuilder(URI.create(fake.url() + request.getTarget()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Objects.requireNonNull(request.getBody()).toByteArray()));
        String login = request.getHeaders().get("Authorization");
        if (login != null) {
            on.header("Authorization", login);
        }
        HttpResponse<String> answer = http.send(on.build(), HttpResponse.BodyHandlers.ofString());
        return new MockResponse.Builder()
                .code(answer.statusCode())
                .addHeader("Content-Type", "application/json")
                .body(answer.body())
                .build();
    }

    @Override
    public void close() {
        root.close();
        server.close();
        fake.close();
    }
}
