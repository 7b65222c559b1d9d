package io.clearmladmin.emitters;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.testkit.FakeCluster;
import io.clearmladmin.testkit.FakeTaskPod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Pods of a scripted cluster that change in turns, each through its life and then another in its place, and what a reader of what is
 * committed has of that. They change and are read in threads of their own.
 */
final class ChangingPods implements AutoCloseable {

    private final FakeCluster cluster;
    private final List<Place> places = new ArrayList<>();
    private final Thread reading;
    private final Map<String, Change> open = new HashMap<>();
    private final Set<UUID> read = new HashSet<>();
    private final Map<String, List<Long>> lags = new HashMap<>();
    private int next;
    private int made;
    private int created;
    private int repeated;
    private int strange;
    private int stillRunning;
    private String phase = "start";
    private volatile boolean isClosed;

    /** What was done, in which phase of the test, and when by {@code System.nanoTime()}. */
    private record Change(String phase, long nanos) {}

    /** Where one pod comes after the other. */
    private final class Place {

        private @Nullable FakeTaskPod pod;
        private int step;

        void change() {
            FakeTaskPod now = pod;
            long nanos = System.nanoTime();
            if (now == null) {
                now = cluster.pod("team-" + created % 10, "%032x".formatted(created++))
                        .queue("0123456789abcdef", "training")
                        .gpus(1)
                        .create();
                pod = now;
            }
            String type = List.of(PodEvents.PENDING, PodEvents.RUNNING, PodEvents.SUCCEEDED, PodEvents.DELETED)
                    .get(step);
            open.put(key(now.uid(), type), new Change(phase, nanos));
            made++;
            switch (step) {
                case 1 -> now.run();
                case 2 -> now.succeed();
                case 3 -> {
                    now.delete();
                    pod = null;
                }
                default -> {}
            }
            step = (step + 1) % 4;
        }
    }

    /** So many pods, all pending. */
    ChangingPods(FakeCluster cluster, KafkaSettings kafka, int pods) {
        this.cluster = cluster;
        for (int i = 0; i < pods; i++) {
            Place place = new Place();
            places.add(place);
            place.change();
        }
        reading = new Thread(() -> read(kafka), "reader");
        reading.setDaemon(true);
        reading.start();
    }

    private static String key(String uid, String type) {
        return uid + " " + type;
    }

    /** From now on, changes belong to this phase. */
    synchronized void phase(String name) {
        phase = name;
    }

    /** Changes the pod whose turn it is. */
    synchronized void change() {
        places.get(next).change();
        next = (next + 1) % places.size();
    }

    /** Changes so many a second for so long. */
    void change(int perSecond, Duration time) {
        long begin = System.nanoTime();
        long pause = 1_000_000_000L / perSecond;
        for (long i = 0; i * pause < time.toNanos(); i++) {
            long wait = begin + i * pause - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            change();
        }
    }

    private void read(KafkaSettings settings) {
        String group = UUID.randomUUID().toString();
        try (KafkaConsumer<String, Event> reader = new KafkaConsumer<>(ReaderProperties.consumer(settings, group))) {
            // Without a group, it goes on where it was after an outage.
            List<TopicPartition> only = List.of(new TopicPartition(settings.lifecycleTopic(), 0));
            reader.assign(only);
            reader.seekToBeginning(only);
            while (!isClosed) {
                var records = reader.poll(Duration.ofMillis(200));
                long nanos = System.nanoTime();
                records.forEach(record -> came(record.value(), nanos));
            }
        }
    }

    private synchronized void came(Event event, long nanos) {
        if (!event.subject().startsWith("pod/")) {
            return;
        }
        if (!read.add(event.id())) {
            repeated++;
            return;
        }
        if (event.type().equals(PodEvents.STILL_RUNNING)) {
            stillRunning++;
            return;
        }
        Change change = open.remove(key(event.subject().substring("pod/".length()), event.type()));
        if (change == null) {
            strange++;
        } else {
            lags.computeIfAbsent(change.phase(), name -> new ArrayList<>()).add(nanos - change.nanos());
        }
    }

    /** How many changes nobody has read yet. */
    synchronized int waiting() {
        return open.size();
    }

    /** Waits until all changes were read. */
    void awaitAll(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (waiting() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Milliseconds from the changes of this phase to their reading: the median, the 99th percentile, the most. */
    synchronized List<Long> lagMillis(String name) {
        List<Long> all = lags.getOrDefault(name, List.of()).stream().sorted().toList();
        return all.isEmpty()
                ? List.of()
                : List.of(
                        all.get(all.size() / 2) / 1_000_000,
                        all.get((int) (all.size() * 0.99)) / 1_000_000,
                        all.get(all.size() - 1) / 1_000_000);
    }

    /** How many changes there were in this phase that were read. */
    synchronized int count(String name) {
        return lags.getOrDefault(name, List.of()).size();
    }

    /** What became of all changes, for people. */
    synchronized String result() {
        return "%,d changes: %d not published, %d events came again, %d were not expected; %,d events said that a pod still runs"
                .formatted(made, open.size(), repeated, strange, stillRunning);
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            reading.join(10_000);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
