package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.KafkaProcess;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kafka is away, in one way or another, while many threads emit, or a journal records; then it is back. */
class AwayTest {

    private static final Duration DEADLINE = Duration.ofMillis(200);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int THREADS = 4;
    private static final int EVENTS_OF_A_CALL = 20;
    private static final int QUEUE_BYTES = 4 << 20;
    // The queue, the 32 MiB of Kafka's client, and what each call has in hand.
    private static final long HEAP_BYTES = 64 << 20;
    private static final String TEXT = "x".repeat(1_000);

    private static KafkaProcess kafka;

    private final AtomicInteger next = new AtomicInteger();
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final Set<Integer> unpublished = Collections.synchronizedSet(new HashSet<>());

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start(new Properties());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    @Tag("long")
    void with_a_broker_that_was_killed_callers_are_back_in_time_and_all_is_published_afterwards() throws Exception {
        KafkaSettings settings = settings("killed");
        try (KafkaSink sink = sink(settings)) {
            emitWhile(sink, () -> {});
            awayAndBack(sink, settings, kafka::kill, SHORT, kafka::restart);
        }
    }

    @Test
    @Tag("long")
    void with_a_broker_that_hangs_callers_are_back_in_time_and_all_is_published_afterwards() throws Exception {
        KafkaSettings settings = settings("frozen");
        try (KafkaSink sink = sink(settings)) {
            emitWhile(sink, () -> {});
            awayAndBack(sink, settings, kafka::freeze, SHORT, kafka::thaw);
        }
    }

    @Tag("long")
    @Test
    void with_no_broker_known_since_the_start_callers_are_back_in_time_and_all_is_published_afterwards()
            throws Exception {
        KafkaSettings settings = settings("unknown");
        kafka.kill();
        try (KafkaSink sink = sink(settings)) {
            awayAndBack(sink, settings, () -> {}, SHORT, kafka::restart);
        }
    }

    @Test
    @Tag("long")
    void with_a_broker_away_for_a_minute_callers_are_back_in_time_and_all_is_published_afterwards() throws Exception {
        KafkaSettings settings = settings("minute");
        try (KafkaSink sink = sink(settings)) {
            emitWhile(sink, () -> {});
            awayAndBack(sink, settings, kafka::kill, Duration.ofSeconds(60), kafka::restart);
        }
    }

    @Tag("long")
    @Test
    void a_journal_publishes_all_once_although_the_broker_goes_away_in_between() throws Exception {
        KafkaSettings settings = settings("journal");
        List<Event> all = Samples.lifecycle(0, 4_000);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> published = pool.submit(() -> publishAll(settings, all));
            for (int i = 0; i < 2; i++) {
                kafka.stop();
                kafka.restart();
            }
            int restored = published.get();
            assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                    .as("after %s restorations", restored)
                    .containsExactlyInAnyOrderElementsOf(Samples.ids(all));
        } finally {
            pool.shutdownNow();
        }
    }

    private static int publishAll(KafkaSettings settings, List<Event> all) {
        try (KafkaJournal journal = KafkaJournal.open(settings, "monitor")) {
            return Monitor.publish(journal, all, 20);
        }
    }

    private static KafkaSettings settings(String name) {
        KafkaSettings settings = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(kafka.plainAddress()), name)
                .build();
        Topics.create(settings, 2, 1, Samples.SOON);
        return settings;
    }

    private static KafkaSink sink(KafkaSettings settings) {
        return KafkaSink.builder(settings).queueBytes(QUEUE_BYTES).build();
    }

    private void awayAndBack(KafkaSink sink, KafkaSettings settings, Runnable goes, Duration away, Runnable comes)
            throws Exception {
        long before = heap();
        goes.run();
        nanos.clear();
        emitWhile(sink, () -> {
            long end = System.nanoTime() + away.toNanos();
            while (System.nanoTime() < end) {
                assertThat(sink.queuedBytes()).isLessThanOrEqualTo(QUEUE_BYTES);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        });
        assertThat(unpublished).isNotEmpty();
        report(settings.lifecycleTopic(), away, heap() - before);
        comes.run();
        publishUnpublished(sink);
        assertThat(sink.flush(Samples.SOON)).isTrue();
        Set<Integer> read = new HashSet<>(Reader.events(settings, settings.lifecycleTopic()).stream()
                .map(Emitter::number)
                .toList());
        assertThat(read.equals(
                        new HashSet<>(IntStream.range(0, next.get()).boxed().toList())))
                .isTrue();
    }

    private void report(String topic, Duration away, long heapBytes) {
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.printf(
                "%s, away for %s: %d calls of %d events with %d ms; p50 %.1f ms, p99 %.1f ms, most %.1f ms; heap %+d MiB%n",
                topic,
                away,
                sorted.size(),
                EVENTS_OF_A_CALL,
                DEADLINE.toMillis(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6,
                heapBytes >> 20);
        // A busy machine wakes a thread late, which is not the sink's: a tenth of them show what it does.
        assertThat(sorted.get(sorted.size() / 10)).isLessThanOrEqualTo(DEADLINE.toNanos());
        assertThat(sorted.get(sorted.size() - 1))
                .isLessThan(DEADLINE.plusSeconds(10).toNanos());
        assertThat(heapBytes).isLessThan(HEAP_BYTES);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Each thread emits one call after the other, one at least, until this has run. */
    private void emitWhile(KafkaSink sink, Waiting waiting) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            AtomicInteger going = new AtomicInteger(1);
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(pool.submit(() -> {
                    do {
                        int from = next.getAndAdd(EVENTS_OF_A_CALL);
                        emit(sink, IntStream.range(from, from + EVENTS_OF_A_CALL), DEADLINE);
                    } while (going.get() > 0);
                }));
            }
            waiting.run();
            going.set(0);
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Waiting {
        void run() throws Exception;
    }

    private void emit(KafkaSink sink, IntStream numbers, Duration deadline) {
        List<Event> events = numbers.mapToObj(AwayTest::event).toList();
        long begin = System.nanoTime();
        try {
            sink.emit(events, deadline);
            nanos.add(System.nanoTime() - begin);
        } catch (EventsNotEmittedException e) {
            nanos.add(System.nanoTime() - begin);
            e.failures().forEach(failure -> {
                assertThat(failure.fate()).isNotEqualTo(Fate.REFUSED);
                unpublished.add(Emitter.number(failure.event()));
            });
        }
    }

    private static Event event(int number) {
        return Samples.event(
                Event.Kind.LIFECYCLE,
                "pod.changed",
                "pod/" + number % 50,
                number,
                Map.of("number", number, "text", TEXT));
    }

    private void publishUnpublished(KafkaSink sink) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!unpublished.isEmpty() && System.nanoTime() < end) {
            List<Integer> again = List.copyOf(unpublished);
            unpublished.clear();
            emit(sink, again.stream().mapToInt(Integer::intValue), Duration.ofSeconds(5));
        }
        assertThat(unpublished).isEmpty();
    }
}
