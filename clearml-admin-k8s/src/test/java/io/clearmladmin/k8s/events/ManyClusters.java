package io.clearmladmin.k8s.events;

import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.kafka.EventSerializer;
import io.clearmladmin.kafka.KafkaJournal;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * The figures of {@code docs/scaling.md}. Each event of a day of one cluster is made as the monitor makes it, written as the journal
 * writes it and packed as Kafka's client packs it, in virtual time. What is linear is multiplied: clusters share nothing but the topics.
 * What is not, how long a restore takes beside other clusters' state and how many transactions a broker ends, is measured with a real
 * broker in this JVM.
 */
final class ManyClusters {

    private static final int CLUSTERS = 1_000;
    private static final int PODS = 10_000;
    // As the monitor waits for changes and takes them together; and its most.
    private static final Duration TOGETHER = Duration.ofMillis(20);
    private static final int MOST = 500;
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String STATE = "state";
    private static final Compression LZ4 = Compression.lz4().build();

    private final Map<String, Long> byType = new TreeMap<>();
    private final Map<String, Event> state = new LinkedHashMap<>();
    private final List<Event> open = new ArrayList<>();
    private final Map<Long, Integer> perSecond = new HashMap<>();
    private final String source = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
    private long events;
    private long transactions;
    private long lifecycleBytes;
    private long stateBytes;

    private ManyClusters() {}

    public static void main(String[] args) throws Exception {
        int pods = args.length > 0 ? Integer.parseInt(args[0]) : PODS;
        ManyClusters one = new ManyClusters();
        one.day(pods);
        one.print(pods);
        restores(one.state.values(), one.source);
        transactions();
        System.exit(0);
    }

    private void day(int pods) {
        long begin = System.nanoTime();
        ClusterDay day = new ClusterDay(source, 1, this::take);
        day.run(pods);
        commit();
        System.out.printf(
                "Model: %,d task pods at each time, %,d GPU-holding pod hours in the day; simulated in %.1f s%n",
                pods, day.runningSeconds() / 3_600, (System.nanoTime() - begin) / 1e9);
    }

    private void take(Event event) {
        if (!open.isEmpty()
                && (open.size() == MOST
                        || Duration.between(open.get(0).time(), event.time()).compareTo(TOGETHER) > 0)) {
            commit();
        }
        open.add(event);
        events++;
        byType.merge(event.type(), 1L, Long::sum);
        perSecond.merge(event.time().getEpochSecond(), 1, Integer::sum);
        if (event.type().equals(PodEvents.DELETED)) {
            // The journal forgets it within a minute: a tombstone.
            state.remove(event.subject());
            stateBytes += size(List.of(new SimpleRecord(event.time().toEpochMilli(), key(event), (byte[]) null)));
        } else {
            state.put(event.subject(), event);
        }
    }

    private void commit() {
        lifecycleBytes += size(open.stream()
                        .map(event -> record(event, bytes(event.subject())))
                        .toList())
                + marker();
        stateBytes += size(open.stream().map(event -> record(event, key(event))).toList()) + marker();
        transactions++;
        open.clear();
    }

    private byte[] key(Event event) {
        return bytes(source + "/" + event.subject());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SimpleRecord record(Event event, byte[] key) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value;
        try (EventSerializer serializer = new EventSerializer()) {
            value = serializer.serialize("lifecycle", headers, event);
        }
        return new SimpleRecord(event.time().toEpochMilli(), key, value, headers.toArray());
    }

    private static int size(List<SimpleRecord> records) {
        return MemoryRecords.withTransactionalRecords(LZ4, 1, (short) 1, 1, records.toArray(SimpleRecord[]::new))
                .sizeInBytes();
    }

    private static int marker() {
        return MemoryRecords.withEndTransactionMarker(
                        1, (short) 1, new EndTransactionMarker(ControlRecordType.COMMIT, 1))
                .sizeInBytes();
    }

    private long compacted() {
        return state.values().stream()
                .mapToLong(event -> size(List.of(record(event, key(event)))))
                .sum();
    }

    private long snapshot() {
        List<SimpleRecord> records = new ArrayList<>();
        state.values()
                .forEach(event -> records.add(record(
                        new Event(
                                "pod-inventory/one",
                                Event.Kind.INVENTORY,
                                PodEvents.PRESENT,
                                event.tenant(),
                                event.subject(),
                                ClusterDay.END,
                                event.data()),
                        bytes(event.subject()))));
        long bytes = 0;
        for (int from = 0; from < records.size(); from += 250) {
            bytes += size(records.subList(from, Math.min(records.size(), from + 250)));
        }
        return bytes;
    }

    private void print(int pods) {
        long raw = state.values().stream()
                .mapToLong(
                        event -> record(event, bytes(event.subject())).value().remaining())
                .sum();
        int busiest =
                perSecond.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        System.out.printf("Events of one cluster in a day: %,d%n", events);
        byType.forEach((type, count) -> System.out.printf("  %-20s %,10d%n", type, count));
        System.out.printf("  a value has %,d bytes in the mean%n", raw / Math.max(1, state.size()));
        System.out.printf("%-58s %14s %14s%n", "", "one cluster", CLUSTERS + " clusters");
        row("events a second, in the mean", events / 86_400.0, 1);
        row("  in the busiest second, a full hour", busiest, 1);
        row("transactions a second, in the mean", transactions / 86_400.0, 1);
        row("lifecycle topic a day, GB", lifecycleBytes / 1e9, 1);
        row("state topic a day before it is compacted, GB", stateBytes / 1e9, 1);
        row("state topic, compacted, GB", compacted() / 1e9, 1);
        row("records in it", state.size(), 1);
        row("inventory topic, each snapshot, GB", snapshot() / 1e9, 1);
        row(
                "all topics, 7 days of events, 3 replicas, TB",
                (7 * (lifecycleBytes + snapshot()) + 2 * compacted()) * 3 / 1e12,
                1);
        System.out.printf("(%,d pods at each time)%n", pods);
    }

    private static void row(String what, double one, int unit) {
        System.out.printf("%-58s %,14.3f %,14.1f%n", what, one / unit, one / unit * CLUSTERS);
    }

    /** How long a monitor reads until it knows what it published, beside so many other clusters in the same topic. */
    private static void restores(Iterable<Event> own, String source) {
        List<Event> mine = new ArrayList<>();
        own.forEach(mine::add);
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            KafkaSettings settings = settings(broker, STATE);
            var unused = Topics.create(settings, 1, 1, SOON);
            double wrote = record(settings, source, mine);
            int others = 0;
            for (int wanted : new int[] {0, 9, 49}) {
                for (; others < wanted; others++) {
                    String other = UUID.nameUUIDFromBytes(new byte[] {2, (byte) others})
                            .toString();
                    wrote += record(settings, other, of(other, mine));
                }
                double time = Double.MAX_VALUE;
                // The first are those of a JVM that has just begun.
                for (int round = 0; round < 5; round++) {
                    time = Math.min(time, restore(settings, source, mine.size()));
                }
                System.out.printf(
                        "restore of %,d pods beside %d other clusters (%,d records): %.2f s, %,.0f records a second%n",
                        mine.size(), others, mine.size() * (others + 1L), time, mine.size() * (others + 1L) / time);
            }
            System.out.printf(
                    "recorded %,d events of that: %,.0f a second%n",
                    mine.size() * (others + 1L), mine.size() * (others + 1L) / wrote);
        }
    }

    private static List<Event> of(String source, List<Event> events) {
        return events.stream()
                .map(event -> new Event(
                        source,
                        event.kind(),
                        event.type(),
                        event.tenant(),
                        event.subject(),
                        event.time(),
                        event.data()))
                .toList();
    }

    private static KafkaSettings settings(EmbeddedKafka broker, String state) {
        return KafkaSettings.builder()
                .bootstrapServers(broker.plainAddress())
                .stateTopic(state)
                .build();
    }

    private static double record(KafkaSettings settings, String source, List<Event> events) {
        try (KafkaJournal journal = KafkaJournal.open(settings, source)) {
            var unused = journal.restore();
            long begin = System.nanoTime();
            for (int from = 0; from < events.size(); from += MOST) {
                journal.record(events.subList(from, Math.min(events.size(), from + MOST)), SOON);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static double restore(KafkaSettings settings, String source, int expected) {
        try (KafkaJournal journal =
                KafkaJournal.builder(settings, source).restoreTimeout(SOON).build()) {
            long begin = System.nanoTime();
            int restored = journal.restore().size();
            if (restored != expected) {
                throw new IllegalStateException("restored " + restored + " of " + expected);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    /** Monitors that publish one change each time, as fast as the broker ends their transactions. */
    private static void transactions() throws InterruptedException {
        try (EmbeddedKafka broker = EmbeddedKafka.start()) {
            KafkaSettings settings = settings(broker, STATE);
            var unused = Topics.create(settings, 4, 1, SOON);
            for (int monitors : new int[] {1, 8, 32}) {
                AtomicLong done = new AtomicLong();
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
                List<Thread> threads = new ArrayList<>();
                for (int number = 0; number < monitors; number++) {
                    String source = UUID.randomUUID().toString();
                    Thread thread = new Thread(() -> single(settings, source, end, done), "monitor");
                    thread.setDaemon(true);
                    threads.add(thread);
                    thread.start();
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                System.out.printf("%d monitors at once: %,d transactions a second%n", monitors, done.get() / 6);
            }
        }
    }

    // The first two seconds are not counted.
    private static void single(KafkaSettings settings, String source, long end, AtomicLong done) {
        long counted = end - TimeUnit.SECONDS.toNanos(6);
        try (KafkaJournal journal = KafkaJournal.open(settings, source)) {
            var unused = journal.restore();
            for (int number = 0; System.nanoTime() < end; number++) {
                Event event = new Event(
                        source,
                        Event.Kind.LIFECYCLE,
                        PodEvents.RUNNING,
                        "tenant",
                        "pod/" + number % 1_000,
                        Instant.now(),
                        Map.of("name", "x".repeat(600), "number", number));
                journal.record(List.of(event), SOON);
                if (System.nanoTime() > counted) {
                    done.incrementAndGet();
                }
            }
        }
    }
}
