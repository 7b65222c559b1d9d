package io.clearmladmin.k8s.events;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from a change of a pod's status to the event that a {@code read_committed} consumer has: a real API server, a
 * real broker, 50 changes a second. All of it shares the machine.
 */
final class PodLatency {

    private static final int PODS = 1_000;
    private static final int A_SECOND = 50;
    private static final String UUID = "5c0d7a52-58d5-4f33-8d2c-6a1f9a3f2b11";

    private PodLatency() {}

    /** Arguments: none. Needs {@code KUBEBUILDER_ASSETS}. */
    public static void main(String[] arguments) throws Exception {
        try (KubeApi api = KubeApi.start();
                EmbeddedKafka kafka = EmbeddedKafka.start();
                Kubernetes kubernetes = api.connect()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, Duration.ofSeconds(30));
            PodLives pods = api.pods(api.namespace("latency"));
            Map<String, String> uids = new HashMap<>();
            for (int pod = 0; pod < PODS; pod++) {
                uids.put(
                        name(pod),
                        pods.create(PodLives.taskId(pod)).getMetadata().getUid());
            }
            try (KafkaJournal journal = KafkaJournal.open(settings, UUID);
                    PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                            .source(UUID)
                            .query(PodQuery.inNamespace(pods.namespace()))
                            .build();
                    PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                monitor.start();
                read(published, new HashMap<>(), PODS);
                for (int round = 0; round < 3; round++) {
                    print(round, measure(pods, uids, published, round));
                }
                System.out.println(monitor.counts());
            }
        }
        System.exit(0);
    }

    private static String name(int pod) {
        return PodLives.name(PodLives.taskId(pod));
    }

    // The first round makes all run, the second ends the one half, the third the other.
    private static List<Long> measure(PodLives pods, Map<String, String> uids, PublishedEvents published, int round)
            throws Exception {
        Map<String, Long> changed = new ConcurrentHashMap<>();
        int from = round == 2 ? PODS / 2 : 0;
        int to = round == 1 ? PODS / 2 : PODS;
        CompletableFuture<Map<String, Long>> reading = CompletableFuture.supplyAsync(() -> {
            Map<String, Long> came = new HashMap<>();
            read(published, came, to - from);
            return came;
        });
        ExecutorService patching = Executors.newFixedThreadPool(4);
        Instant started = Instant.now();
        long begin = System.nanoTime();
        for (int pod = from; pod < to; pod++) {
            String name = name(pod);
            TimeUnit.NANOSECONDS.sleep(begin + (pod - from) * (1_000_000_000L / A_SECOND) - System.nanoTime());
            var unused = patching.submit(() -> {
                changed.put(uids.getOrDefault(name, ""), System.nanoTime());
                return round == 0 ? pods.running(name, started) : pods.ended(name, started, Instant.now(), 0);
            });
        }
        Map<String, Long> came = reading.get(60, TimeUnit.SECONDS);
        patching.shutdown();
        List<Long> times = new ArrayList<>();
        came.forEach((uid, at) -> times.add(at - changed.getOrDefault(uid, 0L)));
        Collections.sort(times);
        return times;
    }

    private static void read(PublishedEvents published, Map<String, Long> came, int count) {
        int left = count;
        while (left > 0) {
            for (Event event : published.read(Duration.ofMillis(100))) {
                came.put(event.subject().substring("pod/".length()), System.nanoTime());
                left--;
            }
        }
    }

    private static void print(int round, List<Long> times) {
        System.out.printf(
                "round %d: %d changes at %d/s, from the patch to the event read: p50 %d ms, p99 %d ms, most %d ms%n",
                round,
                times.size(),
                A_SECOND,
                millis(times, 0.5),
                millis(times, 0.99),
                times.get(times.size() - 1) / 1_000_000);
    }

    private static long millis(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size()))) / 1_000_000;
    }
}
