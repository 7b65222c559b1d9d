package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sink and every journal there is, under threads that are interrupted, another side that stands still, listeners with bugs,
 * and a close in the middle: each event ends with one fate, which agrees with what the other side has.
 */
class FatesPropertyTest {

    private static final int THREADS = 3;
    private static final int CALLS = 6;
    private static final int DISTURBANCES = 25;
    private static final Duration SOON = Broker.SOON;

    private static Broker broker;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /**
     * One of all sinks and journals.
     *
     * @param type what it is
     * @param pause how long it is between two disturbances at most
     */
    private record Kind(String name, Class<?> type, Duration pause, Opening opening) {

        Kind(String name, Class<?> type, Opening opening) {
            this(name, type, Duration.ofMillis(10), opening);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Opening {
        End open(Random random, int seed);
    }

    private static List<Kind> kinds() {
        return List.of(
                new Kind("KafkaSink that waits", KafkaSink.class, (random, seed) -> kafkaSink(Overflow.WAIT, random)),
                new Kind(
                        "KafkaSink that refuses",
                        KafkaSink.class,
                        (random, seed) -> kafkaSink(Overflow.REJECT, random)),
                new Kind("ApiServerSink", ApiServerSink.class, (random, seed) -> End.apiServerSink(random)),
                new Kind(
                        "InMemoryEventSink",
                        InMemoryEventSink.class,
                        (random, seed) -> End.inMemorySink(false, random)),
                new Kind(
                        "InMemoryEventSink of whole snapshots",
                        InMemoryEventSink.class,
                        (random, seed) -> End.inMemorySink(true, random)),
                new Kind(
                        "LocalJournal over KafkaSink",
                        LocalJournal.class,
                        (random, seed) -> local(kafkaSink(Overflow.WAIT, random), "kafka-" + seed)),
                new Kind(
                        "LocalJournal over ApiServerSink",
                        LocalJournal.class,
                        (random, seed) -> local(End.apiServerSink(random), "api-" + seed)),
                new Kind(
                        "LocalJournal over InMemoryEventSink",
                        LocalJournal.class,
                        (random, seed) -> local(End.inMemorySink(false, random), "memory-" + seed)),
                new Kind(
                        "KafkaJournal",
                        KafkaJournal.class,
                        Duration.ofMillis(100),
                        (random, seed) -> End.kafkaJournal(broker.settings, "monitor-" + seed, random, Set::of)),
                new Kind("InMemoryJournal", InMemoryJournal.class, (random, seed) -> End.inMemoryJournal(random)));
    }

    private static End kafkaSink(Overflow overflow, Random random) {
        return End.kafkaSink(broker.settings, overflow, random, Set::of);
    }

    private static End local(End end, String file) {
        return end.under(LocalJournal.open(folder.resolve(file), Objects.requireNonNull(end.sink())));
    }

    @Test
    void every_sink_and_journal_is_among_them() {
        Set<String> known = kinds().stream().map(kind -> kind.type().getName()).collect(Collectors.toSet());
        Set<String> all = OurClasses.of("io.clearmladmin").stream()
                .filter(type -> type.isAssignableTo(EventSink.class) || type.isAssignableTo(LifecycleJournal.class))
                .filter(type -> !type.isInterface())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(known).isEqualTo(all);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_event_has_one_fate_which_the_other_side_agrees_with(Kind kind) throws Exception {
        runs(kind, 1, 3, 25);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("long")
    void each_event_has_one_fate_which_the_other_side_agrees_with_in_many_runs(Kind kind) throws Exception {
        runs(kind, 100, 112, 112);
    }

    /** Plays the seeds below {@code to}; and, since threads decide what a seed meets, more of them until two kinds of fates were met. */
    private static void runs(Kind kind, int from, int to, int limit) throws Exception {
        List<Said> all = new ArrayList<>();
        for (int seed = from; seed < to || (kindsOfFates(all) < 2 && seed < limit); seed++) {
            all.addAll(new Run(kind, seed).play());
        }
        if (kind.type() == KafkaSink.class
                || kind.type() == KafkaJournal.class
                || kind.name().contains("KafkaSink")) {
            Said.hold(all, onceOnly(kind.type() != LocalJournal.class));
        }
        long fates = kindsOfFates(all);
        System.out.printf("%s: %d calls, %d kinds of fates%n", kind, all.size(), fates);
        assertThat(fates).isGreaterThan(1);
    }

    private static long kindsOfFates(List<Said> all) {
        return all.stream()
                .flatMap(said -> said.fates().values().stream())
                .distinct()
                .count();
    }

    private static Set<UUID> onceOnly(boolean isOnce) {
        List<UUID> read = broker.published();
        if (isOnce) {
            Map<UUID, Integer> counts = new HashMap<>();
            read.forEach(id -> counts.merge(id, 1, Integer::sum));
            REPEATABLE.forEach(counts::remove);
            assertThat(counts.values()).as("how often each was published").containsOnly(1);
        }
        return new HashSet<>(read);
    }

    // What a journal in a file was given may be published again, with the same id.
    private static final Set<UUID> REPEATABLE = Collections.synchronizedSet(new HashSet<>());

    /** Some threads at work on one sink or journal, and what disturbs them. */
    private static final class Run {

        private final Kind kind;
        private final int seed;
        private final Random random;
        private final End end;
        private boolean isDisturbed = true;
        private final List<Said> all = Collections.synchronizedList(new ArrayList<>());
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Run(Kind kind, int seed) {
            this.kind = kind;
            this.seed = seed;
            this.random = new Random(seed);
            this.end = kind.opening().open(random, seed);
        }

        List<Said> play() throws Exception {
            if (end.journal() != null) {
                end.journal().restore();
            }
            List<Thread> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> new Thread(() -> work(new Random(seed * 31L + i)), "random-" + i))
                    .toList();
            threads.forEach(thread -> {
                thread.setDaemon(true);
                thread.setUncaughtExceptionHandler((ended, why) -> failure.compareAndSet(null, why));
                thread.start();
            });
            for (int i = 0; i < DISTURBANCES; i++) {
                disturb(threads);
                LockSupport.parkNanos(random.nextLong(kind.pause().toNanos()));
            }
            Thread closing = new Thread(this::close, "random-close");
            if (random.nextBoolean()) {
                closing.start();
                LockSupport.parkNanos(random.nextLong(kind.pause().toNanos()));
            }
            endDisturbing();
            for (Thread thread : threads) {
                awaitEnd(thread);
            }
            awaitEnd(closing);
            assertThat(failure.get()).as(toString()).isNull();
            assertNothingIsHeld();
            close();
            assertRemembered();
            end.closeOtherSide().run();
            return all;
        }

        private void awaitEnd(Thread thread) throws InterruptedException {
            thread.join(SOON.toMillis());
            assertThat(thread.isAlive())
                    .as("%s: %s is back", this, thread.getName())
                    .isFalse();
        }

        private void disturb(List<Thread> threads) {
            switch (random.nextInt(5)) {
                case 0, 1 -> threads.get(random.nextInt(THREADS)).interrupt();
                case 2 -> end.hinder().run();
                default -> end.free().run();
            }
        }

        private void work(Random own) {
            for (int i = 0; i < CALLS; i++) {
                all.add(call(own, this + ", call " + i));
                // An interrupt is for one call.
                var unused = Thread.interrupted();
            }
        }

        private synchronized void hinder(Random own) {
            if (isDisturbed && own.nextInt(3) == 0) {
                end.hinder().run();
            } else if (own.nextInt(3) == 0) {
                end.free().run();
            }
        }

        private synchronized void endDisturbing() {
            isDisturbed = false;
            end.free().run();
        }

        private Said call(Random own, String name) {
            hinder(own);
            Duration time = kind.pause().dividedBy(2).plusMillis(own.nextInt(300));
            LifecycleJournal journal = end.journal();
            if (journal != null) {
                return switch (own.nextInt(4)) {
                    case 0 -> Said.by(name + " restores", List.of(), () -> restore(journal));
                    case 1 -> Said.by(name + " forgets", List.of(), () -> journal.forget(List.of("none"), time));
                    default -> {
                        restoreIfNeeded(journal);
                        List<Event> events = events(Event.Kind.LIFECYCLE, own);
                        yield Said.by(name + " records", events, () -> journal.record(events, time));
                    }
                };
            }
            EventSink sink = Objects.requireNonNull(end.sink());
            if (own.nextInt(4) == 0) {
                List<Event> events = events(Event.Kind.INVENTORY, own);
                return Said.by(
                        name + " emits a snapshot",
                        events,
                        () -> sink.emitSnapshot(own.nextInt(5) == 0 ? cutOff(events) : events, time.multipliedBy(4)));
            }
            List<Event> events = events(Event.Kind.LIFECYCLE, own);
            return Said.by(name + " emits", events, () -> sink.emit(events, time));
        }

        // As its user does after a failure; that it may fail again is for the call that follows to say.
        private static void restoreIfNeeded(LifecycleJournal journal) {
            try {
                journal.forget(List.of("none"), SOON);
            } catch (ClearMlException | IllegalStateException needed) {
                Said.by("restores again", List.of(), () -> restore(journal));
            }
        }

        private static void restore(LifecycleJournal journal) {
            try {
                journal.restore();
            } catch (io.clearmladmin.events.EventsNotEmittedException left) {
                // Of calls before.
                assertThat(left.failures()).isNotEmpty();
            }
        }

        // Its last event is never reached, so that no sink has published it.
        private static Iterable<Event> cutOff(List<Event> events) {
            return () -> {
                Iterator<Event> all = events.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Event next() {
                        Event next = all.next();
                        if (!all.hasNext()) {
                            throw new Said.SourceGone();
                        }
                        return next;
                    }
                };
            };
        }

        private List<Event> events(Event.Kind kindOfEvent, Random own) {
            List<Event> events = new ArrayList<>();
            // Of many, a journal has sent some before it has made all. Of 500, a sink without transactions has
            // published some
            // before a source that is cut off fails.
            int count = own.nextInt(6) == 0 ? 250 + own.nextInt(240) : 1 + own.nextInt(60);
            for (int i = 0; i < count; i++) {
                events.add(Broker.event(
                        kindOfEvent,
                        switch (own.nextInt(200)) {
                            case 0 -> "x".repeat(10_000);
                            case 1 -> new Object();
                            default -> "v" + i;
                        }));
            }
            if (kind.type() == LocalJournal.class) {
                events.forEach(event -> REPEATABLE.add(event.id()));
            }
            return events;
        }

        private void assertNothingIsHeld() {
            if (end.sink() instanceof KafkaSink sink) {
                assertThat(sink.flush(SOON)).as("%s: nothing in flight", this).isTrue();
                long limit = System.nanoTime() + SOON.toNanos();
                while (sink.queuedBytes() != 0) {
                    assertThat(System.nanoTime()).as("%s: no byte leaks", this).isLessThan(limit);
                    Thread.onSpinWait();
                }
            }
        }

        private void close() {
            if (end.journal() != null) {
                end.journal().close();
            }
            if (end.sink() != null) {
                end.sink().close();
            }
        }

        /** What a journal remembers was published, and of what it said it was is nothing missing. */
        private void assertRemembered() {
            Set<UUID> published = end.published().get();
            if (!(kind.type() == LocalJournal.class || kind.type() == KafkaJournal.class)) {
                if (!published.isEmpty()) {
                    Said.hold(all, published);
                }
                return;
            }
            Set<UUID> remembered = new HashSet<>();
            try (LifecycleJournal again = again()) {
                again.restore().values().forEach(event -> remembered.add(event.id()));
            }
            Said.hold(all, remembered);
        }

        private LifecycleJournal again() {
            return kind.type() == KafkaJournal.class
                    ? KafkaJournal.open(broker.settings, "monitor-" + seed)
                    : LocalJournal.open(
                            folder.resolve(file()),
                            Objects.requireNonNull(
                                    End.inMemorySink(false, new Random()).sink()));
        }

        private String file() {
            String sink = kind.name().substring("LocalJournal over ".length());
            return (sink.startsWith("Kafka") ? "kafka-" : sink.startsWith("Api") ? "api-" : "memory-") + seed;
        }

        @Override
        public String toString() {
            return kind + " with seed " + seed;
        }
    }
}
