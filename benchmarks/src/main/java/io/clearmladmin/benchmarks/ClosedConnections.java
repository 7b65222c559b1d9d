package io.clearmladmin.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.clearmladmin.ClearMl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The CPU that a whole process takes for a call to a server that closes the connection after each answer, as ClearML's own does:
 * the client, OkHttp and {@code java.net.http} written by hand, and Python's {@code requests} where it is installed. Each in a
 * process of its own, in turns.
 */
public final class ClosedConnections {

    private static final int CALLS = 3_000;
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 5;
    private static final String BY_HAND = "OkHttp by hand";

    private static final String PYTHON = """
            import sys, time, requests
            url, warm, calls = sys.argv[1] + "/users.get_by_id", int(sys.argv[2]), int(sys.argv[3])
            session = requests.Session()
            def call():
                answer = session.post(url, json={"user": "u1"}, headers={"Authorization": "Bearer token"}).json()
                assert answer["meta"]["result_code"] == 200
            for _ in range(warm): call()
            before = time.process_time()
            for _ in range(calls): call()
            print((time.process_time() - before) * 1e6 / calls)
            """;

    private ClosedConnections() {}

    /** Without an argument it starts the others, and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            compare();
        } else {
            System.out.println(micros(calls(args[0], args[1])));
            System.exit(0);
        }
    }

    private static void compare() throws IOException, InterruptedException {
        try (CannedServer server = CannedServer.closing()) {
            Map<String, List<String>> rivals = new LinkedHashMap<>();
            for (String rival : List.of(BY_HAND, "client", "java.net.http by hand")) {
                rivals.put(
                        rival,
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClosedConnections.class.getName(),
                                rival,
                                server.url()));
            }
            if (run(List.of("python3", "-c", "import requests; print(1)")) == 1) {
                rivals.put(
                        "Python's requests",
                        List.of("python3", "-c", PYTHON, server.url(), "100", Integer.toString(CALLS)));
            }
            Figures figures = new Figures("CPU of the process, µs a call");
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<String>> rival : rivals.entrySet()) {
                    figures.add(rival.getKey(), run(rival.getValue()));
                }
            }
            figures.print(BY_HAND);
        }
    }

    private static double run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
            return printed.isEmpty() ? Double.NaN : Double.parseDouble(printed);
        } catch (IOException notInstalled) {
            return Double.NaN;
        }
    }

    private static Supplier<Object> calls(String rival, String url) {
        return switch (rival) {
            case "client" -> {
                ClearMl clearml = ClearMl.connect(url, "KEY", "SECRET");
                yield () -> clearml.users().getById("u1");
            }
            case BY_HAND -> {
                HandWritten byHand = new HandWritten(url);
                yield () -> byHand.user("u1");
            }
            default -> javaNetHttp(url);
        };
    }

    private static Supplier<Object> javaNetHttp(String url) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return () -> {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/users.get_by_id"))
                        .header("Authorization", "Bearer token")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(HandWritten.idOf("u1")))
                        .build();
                return HandWritten.userIn(
                        http.send(request, BodyHandlers.ofInputStream()).body());
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    private static double micros(Supplier<Object> call) {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            var unused = call.get();
        }
        long before = process.getProcessCpuTime();
        for (int i = 0; i < CALLS; i++) {
            var unused = call.get();
        }
        return (process.getProcessCpuTime() - before) / 1_000.0 / CALLS;
    }
}
