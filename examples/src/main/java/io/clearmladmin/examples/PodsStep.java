package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.k8s.events.PodInventory;
import io.clearmladmin.k8s.events.PodMonitor;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.io.PrintStream;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The quickstart's pods: three run and end in a cluster in this process, and a reader of Kafka gets the events. */
final class PodsStep {

    private static final String NAMESPACE = "team-a";
    // Each pod is pending, then running; two end, the third goes on; one is deleted after its end.
    private static final int CHANGES = 9;

    private final Steps steps;
    private final PrintStream out;
    private final KafkaSettings settings;

    PodsStep(Steps steps, PrintStream out, KafkaSettings settings) {
        this.steps = steps;
        this.out = out;
        this.settings = settings;
    }

    void run(String company) {
        try (FakeCluster cluster = steps.step("start a cluster of task pods", FakeCluster::start, FakeCluster::url);
                Kubernetes kubernetes =
                        Kubernetes.builder().server(URI.create(cluster.url())).build()) {
            TenantResolver tenants = TenantResolver.byNamespace(Map.of(NAMESPACE, company));
            steps.step("monitor pods while they run", "3 pods", () -> monitor(cluster, kubernetes, tenants));
            List<Event> changes = steps.step(
                    "read their changes of state",
                    () -> EventsStep.read(settings, settings.lifecycleTopic(), CHANGES),
                    events -> events.size() + " events");
            out.println("          time      event          pod              queue     gpus  why");
            changes.forEach(this::print);
            int published = steps.step(
                    "inventory of active pods",
                    () -> inventory(kubernetes, tenants),
                    count -> count + " of them, durable, as one snapshot");
            if (published != 1) {
                throw new IllegalStateException("one pod runs, but " + published + " were published");
            }
        }
    }

    private void monitor(FakeCluster cluster, Kubernetes kubernetes, TenantResolver tenants) {
        String uuid = UUID.randomUUID().toString();
        try (KafkaJournal journal = KafkaJournal.open(settings, uuid);
                PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                        .source(uuid)
                        .tenants(tenants)
                        .build()) {
            monitor.start();
            FakeTaskPod trained = create(cluster, 1);
            FakeTaskPod greedy = create(cluster, 2);
            FakeTaskPod serving = create(cluster, 3);
            awaitPublished(monitor, 3);
            List.of(trained, greedy, serving).forEach(FakeTaskPod::run);
            awaitPublished(monitor, 6);
            trained.succeed();
            greedy.fail(137, "OOMKilled");
            awaitPublished(monitor, 8);
            trained.delete();
            awaitPublished(monitor, CHANGES);
        }
    }

    private static FakeTaskPod create(FakeCluster cluster, int number) {
        return cluster.pod(NAMESPACE, "%032x".formatted(number))
                .queue("0123456789abcdef", "training")
                .gpus(number)
                .create();
    }

    /** Waits for each state: a state that begins and ends between two observations is not published. */
    private static void awaitPublished(PodMonitor monitor, int events) {
        long end = System.nanoTime() + EventsStep.TIME.toNanos();
        while (monitor.counts().published() < events) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(monitor.problem().orElse("only " + monitor.counts()));
            }
            Thread.onSpinWait();
        }
    }

    private int inventory(Kubernetes kubernetes, TenantResolver tenants) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            return PodInventory.builder(kubernetes, sink)
                    .tenants(tenants)
                    .build()
                    .run()
                    .published();
        }
    }

    private void print(Event event) {
        Map<String, Object> data = event.data();
        out.printf(
                "          %tT  %-13s  %-15s  %-8s  %4s  %s%n",
                LocalTime.ofInstant(event.time(), ZoneOffset.UTC),
                event.type(),
                String.valueOf(data.get("name")).replaceAll("0{8,}", "0…0"),
                data.getOrDefault("queue_name", ""),
                data.get("gpus") instanceof Map<?, ?> gpus ? gpus.get("whole") : 0,
                data.getOrDefault("reason", ""));
    }
}
