package io.clearmladmin.emitters;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The emitters at work, on this machine alone: a broker, a ClearML server and a cluster in this process, and the four emitters as
 * processes beside it. Prints what they publish, each event with its emitter's meters, and ends by itself.
 */
public final class Demo {

    private static final Duration TIME = Duration.ofSeconds(60);
    private static final String TENANT = FakeClearMl.DEFAULT_COMPANY;

    private final PrintStream out;
    private final Path folder;
    private final FakeClearMl server;
    private final FakeCluster cluster;
    private final KafkaSettings settings;
    private final KafkaConsumer<String, Event> reader;
    private final Deque<Event> read = new ArrayDeque<>();

    private Demo(PrintStream out, Path folder, EmbeddedKafka kafka, FakeClearMl server, FakeCluster cluster) {
        this.out = out;
        this.folder = folder;
        this.server = server;
        this.cluster = cluster;
        this.settings =
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build();
        this.reader = new KafkaConsumer<>(ReaderProperties.consumer(settings, "demo"));
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        run(new PrintStream(System.out, true, StandardCharsets.UTF_8), Files.createTempDirectory("emitters-demo"));
        System.exit(0);
    }

    static void run(PrintStream out, Path folder) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                FakeClearMl server = FakeClearMl.start(Edition.ENTERPRISE);
                FakeCluster cluster = FakeCluster.start()) {
            out.printf(
                    "Kafka at %s, ClearML at %s, Kubernetes at %s%n",
                    kafka.plainAddress(), server.url(), cluster.url());
            Demo demo = new Demo(out, folder, kafka, server, cluster);
            try (KafkaConsumer<String, Event> closed = demo.reader) {
                var unused = Topics.create(demo.settings, 1, 1, TIME);
                closed.subscribe(List.of(demo.settings.lifecycleTopic(), demo.settings.inventoryTopic()));
                demo.monitors();
            }
        }
    }

    private void monitors() throws IOException, InterruptedException {
        try (EmitterProcess companies = start("company-monitor");
                EmitterProcess pods = start("pods-monitor")) {
            ready("company-monitor", companies);
            ready("pods-monitor", pods);
            Shown tenants = new Shown("company-monitor", companies);
            Shown changes = new Shown("pods-monitor", pods);
            tenants.next(1);

            out.println("\n# a tenant gets fields for its events, and two pods come");
            try (ClearMl clearml = server.connect()) {
                TenantFields.of(clearml, TENANT).merge(Map.of("service_instance_id", "one"));
            }
            tenants.next(1);
            FakeTaskPod trains = pod(1);
            FakeTaskPod fails = pod(2);
            changes.next(2);

            out.println("\n# they run; one succeeds, the other is out of memory");
            trains.run();
            fails.run();
            changes.next(2);
            trains.succeed();
            fails.fail(137, "OOMKilled");
            changes.next(2);

            out.println("\n# the inventories, each to its end");
            pod(3).run();
            changes.next(1);
            inventory("company-inventory");
            inventory("pods-inventory");

            out.println("\n# the monitors are asked to stop");
            stop("company-monitor", companies);
            stop("pods-monitor", pods);
        }
    }

    private void ready(String command, EmitterProcess emitter) throws IOException, InterruptedException {
        String ready = emitter.answer("/readyz", "ok\n");
        out.printf("%s is ready: %s", command, ready);
    }

    private void stop(String command, EmitterProcess emitter) throws InterruptedException {
        emitter.terminate();
        int code = emitter.exitCode();
        out.printf("%s ended with %d: %s%n", command, code, lastLine(emitter));
    }

    private void inventory(String command) throws IOException, InterruptedException {
        try (EmitterProcess inventory = start(command)) {
            int code = inventory.exitCode();
            Event event;
            do {
                event = next();
                print(event, "");
            } while (!event.type().equals("inventory.complete"));
            out.printf("%s ended with %d: %s%n", command, code, lastLine(inventory));
        }
    }

    private static String lastLine(EmitterProcess emitter) {
        List<String> lines = emitter.log().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private FakeTaskPod pod(int number) {
        return cluster.pod("team-a", "%032x".formatted(number))
                .label("tenant", TENANT)
                .queue("0123456789abcdef", "training")
                .gpus(number)
                .create();
    }

    /** What an emitter has published, with its meters at that time. */
    private final class Shown {

        private final String command;
        private final EmitterProcess emitter;
        private int published;

        Shown(String command, EmitterProcess emitter) {
            this.command = command;
            this.emitter = emitter;
        }

        void next(int events) throws IOException, InterruptedException {
            for (int shown = 0; shown < events; shown++) {
                Event event = Demo.this.next();
                published++;
                print(event, meters());
            }
        }

        private String meters() throws IOException, InterruptedException {
            String label = "{emitter=\"" + command + "\"} ";
            String counted = "clearml_events_published_total" + label;
            String page = emitter.answer("/metrics", counted);
            while (value(page, counted) < published) {
                page = emitter.answer("/metrics", counted);
            }
            return "%s: published %.0f, in flight %.0f, lag up to %.1f s"
                    .formatted(
                            command,
                            value(page, counted),
                            value(page, "clearml_events_in_flight" + label),
                            value(page, "clearml_event_lag_seconds_max" + label));
        }
    }

    private static double value(String page, String begin) {
        return page.lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(begin.length())))
                .findFirst()
                .orElse(0);
    }

    private Event next() {
        long end = System.nanoTime() + TIME.toNanos();
        while (read.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no event came within " + TIME.toSeconds() + " s");
            }
            reader.poll(Duration.ofMillis(200)).forEach(record -> {
                if (!MonitorEvents.types().contains(record.value().type())) {
                    read.add(record.value());
                }
            });
        }
        return read.remove();
    }

    private void print(Event event, String meters) {
        out.printf(
                "%tT  %-22s %-42s %s%n",
                LocalTime.ofInstant(event.time(), ZoneOffset.UTC), event.type(), event.subject(), meters);
    }

    private EmitterProcess start(String command) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, cluster.kubeconfig());
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("CLEARML_API_HOST", server.url());
        environment.put("CLEARML_API_ACCESS_KEY", server.systemUser().accessKey());
        environment.put(
                "CLEARML_API_SECRET_KEY", server.systemUser().secretKey().reveal());
        environment.put("CLEARML__hosts__kafka__custom_events__host", String.join(",", settings.bootstrapServers()));
        environment.put("CLEARML_PODS_MONITOR_UUID", "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
        environment.put("CLEARML_PODS_TENANT_LABEL", "tenant");
        environment.put("CLEARML_COMPANY_MONITOR_UUID", "b0e5b3b5-0a0e-4b6e-9d49-0d6c1b0a8e11");
        environment.put("CLEARML_COMPANY_CHECK_INTERVAL_SECONDS", "1");
        return new EmitterProcess(command, folder, environment);
    }
}
