package io.clearmladmin.emitters;

import io.clearmladmin.embedded.KafkaProcess;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pods monitor of a distribution for long, idle and under load, with two outages of Kafka: its memory, threads, descriptors,
 * processor time, and how old events are when a reader has them. Broker and cluster run beside it. {@code benchmarks/soak} runs it.
 */
final class Soak {

    private static final int PODS = 5_000;
    private static final int PER_SECOND = 50;
    private static final Duration SAMPLES_EACH = Duration.ofSeconds(5);
    // A scrape, as Prometheus does it.
    private static final int SAMPLES_PER_SCRAPE = 6;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final KafkaProcess kafka;
    private final ChangingPods pods;
    private final EmitterProcess emitter;
    private final ProcessFigures figures;
    private final Duration whole;
    private final List<String> notes = new CopyOnWriteArrayList<>();

    private Soak(KafkaProcess kafka, ChangingPods pods, EmitterProcess emitter, Duration whole) {
        this.kafka = kafka;
        this.pods = pods;
        this.emitter = emitter;
        this.figures = new ProcessFigures(emitter);
        this.whole = whole;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Arguments: the folder of the distribution, a folder for what is written, and for how many minutes. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (KafkaProcess kafka = KafkaProcess.start(new Properties());
                FakeCluster cluster = FakeCluster.start()) {
            KafkaSettings settings = KafkaSettings.builder()
                    .bootstrapServers(kafka.plainAddress())
                    .build();
            var unused = Topics.create(settings, 1, 1, Duration.ofSeconds(30));
            long begin = System.nanoTime();
            try (ChangingPods pods = new ChangingPods(cluster, settings, PODS);
                    EmitterProcess emitter = EmitterProcess.ofDistribution(
                            Path.of(arguments[0]), folder, environment(folder, kafka, cluster), "pods-monitor")) {
                new Soak(kafka, pods, emitter, Duration.ofMinutes(Long.parseLong(arguments[2]))).run(begin);
            }
        }
        System.exit(0);
    }

    private static Map<String, String> environment(Path folder, KafkaProcess kafka, FakeCluster cluster)
            throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig());
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put(Setting.KAFKA_HOST.key(), kafka.plainAddress());
        environment.put(Setting.PODS_MONITOR_UUID.key(), "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
        // What the JVM takes from the limit of a container, it takes from this.
        environment.put("JAVA_OPTS", "-XX:MaxRAM=256m");
        return environment;
    }

    private Duration part(double share) {
        return Duration.ofMillis((long) (whole.toMillis() * share));
    }

    private void run(long begin) throws Exception {
        System.out.printf(
                "%d pods, -XX:MaxRAM=256m, of which the start script gives the heap half; %s in all%n%n", PODS, whole);
        String ready = emitter.answer("/readyz", "ok\n", LONG);
        System.out.printf("Ready (%s) after %.1f s; ", ready.strip(), seconds(begin));
        pods.awaitAll(LONG);
        System.out.printf("all pods published after %.1f s%n%n", seconds(begin));
        System.out.println("| | minutes | CPU of a core | heap in use | after a collection | resident | threads"
                + " | descriptors | changes | lag p50 | p99 | most |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        phase("warming up", () -> pods.change(PER_SECOND, part(0.03)));
        phase("idle", () -> TimeUnit.MILLISECONDS.sleep(part(0.17).toMillis()));
        phase("50 changes a second", () -> pods.change(PER_SECOND, part(0.2)));
        phase("the same, the broker killed", () -> outage(kafka::kill));
        phase("50 changes a second again", () -> pods.change(PER_SECOND, part(0.2)));
        phase("the same, the broker stopped", () -> outage(kafka::stop));
        phase("50 changes a second at last", () -> pods.change(PER_SECOND, part(0.2)));
        phase("idle at last", () -> TimeUnit.MILLISECONDS.sleep(part(0.13).toMillis()));
        emitter.terminate();
        int code = emitter.exitCode();
        TimeUnit.SECONDS.sleep(2);
        System.out.printf("%n%s%n%s%n", String.join("\n", notes), pods.result());
        List<String> log = emitter.log().lines().toList();
        System.out.printf("Ended with %d: %s%n%n", code, log.get(log.size() - 1));
        System.out.printf("Its log of %d lines:%n", log.size());
        log.forEach(System.out::println);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    // Until all that happened meanwhile is published, and for as long as that again.
    private void outage(Work away) throws Exception {
        Duration time = Duration.ofSeconds(Math.max(5, whole.toMinutes()));
        AtomicReference<String> log = new AtomicReference<>("");
        CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> {
            try {
                away.run();
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
                kafka.restart();
                long back = System.nanoTime();
                int before = pods.waiting();
                // Less than what comes within a second.
                while (pods.waiting() > PER_SECOND && seconds(back) < LONG.toSeconds()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                log.set(
                        "the broker was away for %d s; %.1f s after it was back, the %,d changes that waited were published"
                                .formatted(time.toSeconds(), seconds(back), before));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        while (!broker.isDone()) {
            pods.change(PER_SECOND, Duration.ofSeconds(1));
        }
        broker.join();
        notes.add(log.get());
    }

    /** Does this in a thread of its own, takes samples meanwhile, and prints a line of the table. */
    private void phase(String name, Work work) throws Exception {
        pods.phase(name);
        IntSummaryStatistics resident = new IntSummaryStatistics();
        IntSummaryStatistics threads = new IntSummaryStatistics();
        IntSummaryStatistics descriptors = new IntSummaryStatistics();
        IntSummaryStatistics heap = new IntSummaryStatistics();
        Duration cpu = figures.cpu();
        long begin = System.nanoTime();
        CompletableFuture<Void> worked = CompletableFuture.runAsync(() -> {
            try {
                work.run();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        for (int sample = 0; !worked.isDone(); sample++) {
            resident.accept(figures.residentMiB());
            threads.accept(figures.threads());
            descriptors.accept(figures.descriptors());
            if (sample % SAMPLES_PER_SCRAPE == 0) {
                heap.accept((int) figures.heapMiB());
            }
            awaitAtMost(worked, SAMPLES_EACH);
        }
        worked.join();
        double percent = 100.0 * figures.cpu().minus(cpu).toNanos() / (System.nanoTime() - begin);
        double minutes = seconds(begin) / 60;
        pods.awaitAll(LONG);
        List<Long> lag = pods.lagMillis(name);
        System.out.printf(
                "| %s | %.1f | %.1f %% | %d to %d MiB | %.1f MiB | %d to %d MiB | %d to %d | %d to %d | %,d | %s |%n",
                name,
                minutes,
                percent,
                heap.getMin(),
                heap.getMax(),
                figures.heapAfterCollectionMiB(),
                resident.getMin(),
                resident.getMax(),
                threads.getMin(),
                threads.getMax(),
                descriptors.getMin(),
                descriptors.getMax(),
                pods.count(name),
                lag.isEmpty() ? "| | " : "%d ms | %,d ms | %,d ms".formatted(lag.get(0), lag.get(1), lag.get(2)));
        System.err.printf("%tT %s%n", LocalTime.now(ZoneOffset.UTC), name);
    }

    private static void awaitAtMost(CompletableFuture<Void> work, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!work.isDone() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
