package io.clearmladmin.k8s.events;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.KubeApi;
import io.clearmladmin.k8s.Kubernetes;
import io.clearmladmin.k8s.PodLives;
import io.clearmladmin.k8s.PodQuery;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How old an event is when a {@code read_committed} consumer has it: of a {@link PodMonitor}, and of what lists all pods every 60
 * and every 30 seconds, in one run, of the same pods of a real API server. A pod starts each second, runs for a random time of at
 * most two minutes, and is deleted five seconds after its end, as an agent does.
 */
final class EventAge {

    private static final String MONITOR = "0d6a3f7e-9a37-4b52-8a55-3b0a4a1f7c11";
    private static final int LONGEST_RUN = 120;
    private static final int UNTIL_DELETED = 5;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PodLives pods;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(6);
    private final Map<String, Long> changed = new ConcurrentHashMap<>();

    private EventAge(PodLives pods) {
        this.pods = pods;
    }

    /** Argument: how many minutes, 5 if nothing is said. Needs {@code KUBEBUILDER_ASSETS}. */
    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        try (KubeApi api = KubeApi.start();
                EmbeddedKafka kafka = EmbeddedKafka.start();
                Kubernetes kubernetes = api.connect()) {
            KafkaSettings settings = MonitorProcess.settings(kafka.plainAddress());
            Topics.create(settings, 2, 1, SOON);
            PodLives pods = api.pods(api.namespace("age"));
            PodQuery query = PodQuery.inNamespace(pods.namespace());
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR);
                    KafkaSink sink = KafkaSink.open(settings);
                    PodMonitor monitor = PodMonitor.builder(kubernetes, journal)
                            .source(MONITOR)
                            .query(query)
                            .build();
                    PublishedEvents published = new PublishedEvents(settings, PodLives.CANARY)) {
                EventAge run = new EventAge(pods);
                monitor.start();
                PodMonitorTest.until("it watches", monitor::isHealthy);
                run.poll(60, kubernetes, query, sink);
                run.poll(30, kubernetes, query, sink);
                Map<String, List<Double>> ages = run.measure(60 * minutes, published);
                run.threads.shutdownNow();
                run.print(ages);
            }
        }
        System.exit(0);
    }

    private void poll(int seconds, Kubernetes kubernetes, PodQuery query, KafkaSink sink) {
        Map<String, State> last = new HashMap<>();
        var unused = threads.scheduleAtFixedRate(
                () -> {
                    List<Event> events = new ArrayList<>();
                    for (TaskPod pod : kubernetes.pods().list(query).pods()) {
                        if (last.put(pod.uid(), pod.status().state())
                                != pod.status().state()) {
                            events.add(event("poll-" + seconds, pod));
                        }
                    }
                    sink.emit(events, SOON);
                },
                0,
                seconds,
                TimeUnit.SECONDS);
    }

    private static Event event(String source, TaskPod pod) {
        return new Event(
                source,
                Event.Kind.LIFECYCLE,
                PodData.type(pod.status().state()),
                "",
                PodData.subject(pod.uid()),
                pod.status().since(),
                Map.of());
    }

    private void lead(int number, SplittableRandom random) {
        String name = PodLives.name(PodLives.taskId(number));
        String uid = pods.create(PodLives.taskId(number)).getMetadata().getUid();
        Instant started = Instant.now();
        int runs = 1 + random.nextInt(LONGEST_RUN);
        after(1, () -> change(uid, State.RUNNING, () -> pods.running(name, started)));
        after(1 + runs, () -> change(uid, State.SUCCEEDED, () -> pods.ended(name, started, Instant.now(), 0)));
        after(1 + runs + UNTIL_DELETED, () -> pods.delete(name));
    }

    private void after(int seconds, Runnable what) {
        var unused = threads.schedule(what, seconds, TimeUnit.SECONDS);
    }

    private void change(String uid, State state, Runnable what) {
        changed.put(key(PodData.subject(uid), PodData.type(state)), System.nanoTime());
        what.run();
    }

    private static String key(String subject, String type) {
        return subject + " " + type;
    }

    private Map<String, List<Double>> measure(int seconds, PublishedEvents published) {
        SplittableRandom random = new SplittableRandom(1);
        for (int number = 0; number < seconds; number++) {
            int each = number;
            after(number, () -> lead(each, random.split()));
        }
        Map<String, List<Double>> ages = new LinkedHashMap<>();
        Set<String> read = new HashSet<>();
        // What the last poll sees is still read.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + LONGEST_RUN + 65);
        while (System.nanoTime() < end) {
            for (Event event : published.read(Duration.ofMillis(100))) {
                Long at = changed.get(key(event.subject(), event.type()));
                if (at != null && read.add(event.source() + event.id())) {
                    ages.computeIfAbsent(event.source(), source -> new ArrayList<>())
                            .add((System.nanoTime() - at) / 1e9);
                }
            }
        }
        return ages;
    }

    private void print(Map<String, List<Double>> ages) {
        System.out.printf("%d changes of state (a start or an end of a pod)%n", changed.size());
        ages.forEach((source, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "%-40s read %d, never seen %d, age p50 %.2f s, p99 %.2f s, most %.2f s%n",
                    source.equals(MONITOR) ? "PodMonitor" : source,
                    sorted.size(),
                    changed.size() - sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) (0.99 * sorted.size())),
                    sorted.get(sorted.size() - 1));
        });
    }
}
