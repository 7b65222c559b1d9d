package io.clearmladmin.emitters;

import io.clearmladmin.embedded.KafkaProcess;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import io.clearmladmin.testkit.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What memory a pods monitor of a distribution takes with many pods, and how long its start does beside that of a JVM that does
 * nothing. Broker and cluster run beside it. {@code benchmarks/emitters} runs it.
 */
final class Footprint {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int ROUNDS = 9;

    private final Path distribution;
    private final Path folder;

    private Footprint(Path distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    /** Nothing, to be compared with. */
    static final class Nothing {
        private Nothing() {}

        public static void main(String[] arguments) {
            // That is all.
        }
    }

    /** Arguments: the folder of the distribution, and one for what is written; and how many pods with what limit, for these alone. */
    public static void main(String[] arguments) throws Exception {
        Footprint footprint = new Footprint(Path.of(arguments[0]), Path.of(arguments[1]));
        if (arguments.length == 2) {
            footprint.starts();
            System.out.println();
        }
        System.out.println("| pods | -XX:MaxRAM | | ready after | most resident | heap after a collection |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        if (arguments.length == 2) {
            footprint.memory(10_000, 256);
            footprint.memory(100_000, 512);
        } else {
            footprint.memory(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        }
        System.exit(0);
    }

    private void memory(int count, int limitMiB) throws Exception {
        try (KafkaProcess kafka = KafkaProcess.start(new Properties());
                FakeCluster cluster = FakeCluster.start()) {
            KafkaSettings settings = topics(kafka);
            Map<String, String> environment = environment(kafka, cluster);
            environment.put("JAVA_OPTS", "-XX:MaxRAM=" + limitMiB + "m");
            // The whole list is read beside the watch, again and again.
            environment.put(Setting.PODS_CHECK_INTERVAL.key(), "5");
            try (ChangingPods pods = new ChangingPods(cluster, settings, count)) {
                run("first start: all published", count, limitMiB, environment, pods);
                run("next start: all remembered", count, limitMiB, environment, pods);
                System.out.println("| | | " + pods.result() + " | | | |");
            }
        }
    }

    private void run(String what, int count, int limitMiB, Map<String, String> environment, ChangingPods pods)
            throws Exception {
        long begin = System.nanoTime();
        try (EmitterProcess emitter =
                EmitterProcess.ofDistribution(distribution, folder, environment, "pods-monitor")) {
            ProcessFigures figures = new ProcessFigures(emitter);
            if (emitter.answered("/readyz", "ok\n", LONG).isEmpty()) {
                System.out.printf(
                        "| %,d | %d MiB | %s: never ready, ended with %d | | | |%n",
                        count, limitMiB, what, emitter.exitCode());
                return;
            }
            double ready = (System.nanoTime() - begin) / 1e9;
            pods.awaitAll(LONG);
            pods.change(50, Duration.ofSeconds(60));
            pods.awaitAll(LONG);
            System.out.printf(
                    "| %,d | %d MiB | %s; then 50 changes a second for a minute | %.1f s | %d MiB | %.0f MiB |%n",
                    count, limitMiB, what, ready, figures.peakMiB(), figures.heapAfterCollectionMiB());
            emitter.terminate();
            if (emitter.exitCode() != 0) {
                throw new IllegalStateException(emitter.log());
            }
        }
    }

    private static void awaitReady(EmitterProcess emitter) throws IOException, InterruptedException {
        if (!emitter.answer("/readyz", "ok\n", LONG).equals("ok\n")) {
            throw new IllegalStateException(emitter.log());
        }
    }

    private void starts() throws Exception {
        List<Double> nothing = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        try (KafkaProcess kafka = KafkaProcess.start(new Properties());
                FakeCluster cluster = FakeCluster.start()) {
            var unused = topics(kafka);
            Map<String, String> environment = environment(kafka, cluster);
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                int code = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                "clearml-admin-emitters/target/test-classes",
                                Nothing.class.getName())
                        .inheritIO()
                        .start()
                        .waitFor();
                nothing.add((System.nanoTime() - begin) / 1e6);
                if (code != 0) {
                    throw new IllegalStateException("nothing ended with " + code);
                }
                begin = System.nanoTime();
                try (EmitterProcess emitter =
                        EmitterProcess.ofDistribution(distribution, folder, environment, "pods-monitor")) {
                    awaitReady(emitter);
                    ready.add((System.nanoTime() - begin) / 1e6);
                }
            }
        }
        System.out.println("| | median | least to most |");
        System.out.println("| --- | --- | --- |");
        System.out.println("| a JVM that does nothing, from start to end | " + text(nothing));
        System.out.println(
                "| `pods-monitor`, from its start until `/readyz` says so, asked each 50 ms | " + text(ready));
        System.out.printf("| the ratio of the medians | %.0f | |%n", median(ready) / median(nothing));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    private static String text(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return "%,.0f ms | %,.0f to %,.0f |".formatted(median(figures), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static KafkaSettings topics(KafkaProcess kafka) {
        KafkaSettings settings =
                KafkaSettings.builder().bootstrapServers(kafka.plainAddress()).build();
        var unused = Topics.create(settings, 1, 1, Duration.ofSeconds(30));
        return settings;
    }

    private Map<String, String> environment(KafkaProcess kafka, FakeCluster cluster) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "KUBECONFIG",
                Files.writeString(folder.resolve("kubeconfig"), cluster.kubeconfig())
                        .toString());
        environment.put(Setting.KAFKA_HOST.key(), kafka.plainAddress());
        environment.put(Setting.PODS_MONITOR_UUID.key(), "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1");
        return environment;
    }
}
