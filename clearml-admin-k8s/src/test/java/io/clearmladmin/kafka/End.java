package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.endpoint.Edition;
import io.clearmladmin.events.ApiServerSink;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.testkit.FakeClearMl;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.calls.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sink or a journal with its other side, which can be hindered.
 *
 * @param sink null of a journal without one
 * @param journal null of a sink alone
 */
record End(
        @Nullable EventSink sink,
        @Nullable LifecycleJournal journal,
        Runnable hinder,
        Runnable free,
        Runnable closeOtherSide,
        Supplier<Set<UUID>> published) {

    private static final String ENDPOINT = "tenants.custom_events";
    private static final List<String> GATES = List.of(
            "before send",
            "after send",
            "ack",
            "before initTransactions",
            "after initTransactions",
            "before beginTransaction",
            "before flush",
            "before commitTransaction",
            "after commitTransaction",
            "before abortTransaction");

    static End kafkaSink(KafkaSettings settings, Overflow overflow, Random random, Supplier<Set<UUID>> published) {
        Gate gate = new Gate();
        KafkaSink.Builder builder = KafkaSink.builder(settings)
                .overflow(overflow)
                .queueBytes(16 << 10)
                .snapshotId(Broker.SNAPSHOTS)
                .listener(new Faulty(random.nextLong()));
        builder.around = gate::around;
        return new End(builder.build(), null, () -> gate.hold(oneOf(GATES, random)), gate::open, () -> {}, published);
    }

    static End kafkaJournal(KafkaSettings settings, String monitor, Random random, Supplier<Set<UUID>> published) {
        Gate gate = new Gate();
        KafkaJournal.Builder builder = KafkaJournal.builder(settings, monitor).restoreTimeout(Duration.ofSeconds(3));
        builder.around = gate::around;
        return new End(null, builder.build(), () -> gate.hold(oneOf(GATES, random)), gate::open, () -> {}, published);
    }

    static End apiServerSink(Random random) {
        FakeClearMl fake = FakeClearMl.start(Edition.ENTERPRISE);
        ClearMl clearml = fake.connect();
        Random templates = new Random(random.nextLong());
        EventSink sink = ApiServerSink.builder(clearml, event -> template(event, templates))
                .maxEvents(7)
                .build();
        Runnable hinder = () -> fake.inject(oneOf(
                        List.of(
                                Fault.dropRequest(),
                                Fault.cutResponse(),
                                Fault.dropResponse(),
                                Fault.delay(Duration.ofMillis(50)),
                                Fault.refusal(500, 100),
                                Fault.refusal(400, 12)),
                        random)
                .on(ENDPOINT)
                .times(1));
        Runnable close = () -> {
            clearml.close();
            fake.close();
        };
        return new End(
                sink,
                null,
                hinder,
                fake::clearFaults,
                close,
                () -> fake.customEvents().stream()
                        .map(event -> UUID.fromString(String.valueOf(event.get("id"))))
                        .collect(Collectors.toSet()));
    }

    private static synchronized String template(Event event, Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> throw new IllegalStateException("a bug in finding the template of " + event.subject());
            case 1 -> throw new NoClassDefFoundError("templates");
            case 2 -> "";
            default -> "t" + random.nextInt(2);
        };
    }

    static End inMemorySink(boolean isWhole, Random random) {
        InMemoryEventSink sink = isWhole ? InMemoryEventSink.wholeSnapshots() : new InMemoryEventSink();
        Runnable hinder = () -> oneOf(
                        List.<Runnable>of(
                                () -> sink.failNext(2),
                                () -> sink.loseAnswers(2),
                                () -> sink.refuse(event -> event.subject().endsWith("3"))),
                        random)
                .run();
        return new End(
                sink,
                null,
                hinder,
                sink::clearFaults,
                () -> {},
                () -> sink.unique().keySet());
    }

    static End inMemoryJournal(Random random) {
        InMemoryJournal journal = new InMemoryJournal();
        Runnable hinder = () -> oneOf(
                        List.<Runnable>of(
                                () -> journal.failNext(2),
                                () -> journal.loseAnswers(2),
                                () -> journal.failRestores(1),
                                () -> journal.refuse(event -> event.subject().endsWith("3"))),
                        random)
                .run();
        return new End(
                null,
                journal,
                hinder,
                journal::clearFaults,
                () -> {},
                () -> journal.published().stream().map(Event::id).collect(Collectors.toSet()));
    }

    /** This sink under a journal. */
    End under(LifecycleJournal over) {
        return new End(sink, over, hinder, free, closeOtherSide, published);
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** A listener with every bug that a listener can have, but for the end of the machine. */
    private static final class Faulty implements KafkaSinkListener {

        private final Random random;

        Faulty(long seed) {
            random = new Random(seed);
        }

        private void fail() {
            switch (random.nextInt(30)) {
                case 0 -> throw new IllegalStateException("a bug");
                case 1 -> throw new NoClassDefFoundError("a jar is missing");
                case 2 -> throw new StackOverflowError("endless");
                case 3 -> throw new AssertionError("an assertion");
                case 4 -> Thread.currentThread().interrupt();
                default -> {}
            }
        }

        @Override
        public void onQueued(Event event, int bytes) {
            fail();
        }

        @Override
        public void onPublished(Event event, int bytes, Duration time) {
            if (!Thread.currentThread().getName().startsWith("kafka-")) {
                fail();
            } else if (random.nextInt(10) == 0) {
                throw new ExceptionInInitializerError("a bug");
            }
        }

        @Override
        public void onFailed(Failure failure) {
            fail();
        }
    }
}
