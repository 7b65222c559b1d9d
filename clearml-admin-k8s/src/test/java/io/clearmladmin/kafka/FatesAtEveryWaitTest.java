package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wherever a thread can wait it is interrupted, or what it waits for is closed by another, or comes back: it has a fate for
 * each event then, and what the broker has agrees with that.
 */
class FatesAtEveryWaitTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    /** Events of which the first are sent before the last are made. */
    private static final int MANY = 600;

    private static final Set<String> WAITING_IN_EVENTS = Set.of(
            "LocalJournal",
            "JournalFile",
            "FileThread",
            "BatchPublisher",
            "Outcome",
            "ApiServerSink",
            "CustomEventsCalls");
    /** What waits, by its name, and of which types. */
    private static final Map<String, List<String>> WAITS = Map.ofEntries(
            Map.entry("get", List.of("Future", "CompletableFuture", "KafkaFuture")),
            Map.entry("await", List.of("CountDownLatch", "Condition", "CyclicBarrier")),
            Map.entry("awaitNanos", List.of("Condition")),
            Map.entry("tryLock", List.of("Lock", "ReentrantLock")),
            Map.entry("lockInterruptibly", List.of("Lock", "ReentrantLock")),
            Map.entry("acquire", List.of("Semaphore")),
            Map.entry("tryAcquire", List.of("Semaphore")),
            Map.entry("take", List.of("BlockingQueue", "LinkedBlockingQueue", "ArrayBlockingQueue")),
            Map.entry("put", List.of("BlockingQueue", "LinkedBlockingQueue", "ArrayBlockingQueue")),
            Map.entry("poll", List.of("BlockingQueue", "LinkedBlockingQueue", "ArrayBlockingQueue", "Consumer")),
            Map.entry("sleep", List.of("Thread", "TimeUnit")),
            Map.entry("join", List.of("Thread")),
            Map.entry("timedJoin", List.of("TimeUnit")),
            Map.entry("timedWait", List.of("TimeUnit")),
            Map.entry("wait", List.of("Object")),
            Map.entry("awaitTermination", List.of("ExecutorService", "ThreadPoolExecutor")),
            Map.entry("connect", List.of("Socket")),
            Map.entry("partitionsFor", List.of("Consumer")),
            Map.entry("endOffsets", List.of("Consumer")),
            Map.entry("position", List.of("Consumer")));

    private static final List<String> GATES = List.of(
            "before beginTransaction",
            "before send",
            "before flush",
            "before commitTransaction",
            "after commitTransaction");

    private static final List<Said> ALL = Collections.synchronizedList(new ArrayList<>());

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

    /** How a thread comes to wait in a place. */
    private record Scene(String name, String place, Staging staging) {

        boolean isTooLarge() {
            return name.endsWith("abortTransaction");
        }
    }

    private interface Staging {
        void on(Play play) throws Exception;
    }

    private static List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>();
        sink(scenes);
        snapshots(scenes);
        journal(scenes);
        localJournal(scenes);
        scenes.add(new Scene("a look at topics", "TopicFacts.await", play -> {
            KafkaSettings silent = KafkaSettings.builder()
                    .bootstrapServers("127.0.0.1:" + play.silentPort())
                    .build();
            play.meet(
                    "TopicFacts.await",
                    new Play.Call("check", List.of(), () -> Topics.checkForSink(silent, SHORT.multipliedBy(4))));
        }));
        return scenes;
    }

    private static void sink(List<Scene> scenes) {
        scenes.add(new Scene("emit, for room", "SendQueue.takeRoom", play -> {
            play.gate.hold("before send");
            play.another("EmitCall.await", play.emit(100));
            play.meet("SendQueue.takeRoom", play.emit(100));
        }));
        for (String where : List.of("before send", "after send", "ack")) {
            scenes.add(new Scene("emit, for an answer, " + where, "EmitCall.await", play -> {
                play.gate.hold(where);
                play.meet("EmitCall.await", play.emit(5));
            }));
        }
        scenes.add(new Scene("flush", "InFlightCalls.await", play -> {
            play.gate.hold("before send");
            play.another("EmitCall.await", play.emit(5));
            play.meet(
                    "InFlightCalls.await",
                    new Play.Call("flush", List.of(), () -> play.sink().flush(LONG)));
        }));
        scenes.add(new Scene("close, for events", "InFlightCalls.await", play -> {
            play.gate.hold("before send");
            play.another("EmitCall.await", play.emit(5));
            play.meet(
                    "InFlightCalls.await",
                    new Play.Call("close", List.of(), () -> play.sink().close(LONG)));
        }));
        scenes.add(new Scene("close, for Kafka's client", "Opened.close", play -> {
            play.gate.hold("ack stubbornly");
            play.another("EmitCall.await", play.emit(5));
            play.meet(
                    "Opened.close",
                    new Play.Call("close", List.of(), () -> play.sink().close(SHORT)));
        }));
        scenes.add(new Scene("close, for its thread", "SendQueue.join", play -> {
            play.gate.hold("before send stubbornly");
            play.another("EmitCall.await", play.emit(5));
            play.meet(
                    "SendQueue.join",
                    new Play.Call("close", List.of(), () -> play.sink().close(SHORT)));
        }));
    }

    private static void snapshots(List<Scene> scenes) {
        scenes.add(new Scene("a snapshot, for its turn", "Snapshots.takeTurn", play -> {
            play.gate.hold("before commitTransaction");
            play.another("Transaction.finish", play.snapshot(5));
            play.meet("Snapshots.takeTurn", play.snapshot(5));
        }));
        scenes.add(new Scene("close, for a snapshot", "Snapshots.close", play -> {
            play.gate.hold("before commitTransaction");
            play.another("Transaction.finish", play.snapshot(5));
            play.meet(
                    "Snapshots.close",
                    new Play.Call("close", List.of(), () -> play.sink().close(LONG)));
        }));
        scenes.add(new Scene("a snapshot, before initTransactions", "TransactionalWriter.within", play -> {
            play.gate.hold("before initTransactions");
            play.meet("TransactionalWriter.within", play.snapshot(5));
        }));
        for (String where : GATES) {
            scenes.add(new Scene("a snapshot, " + where, "Transaction.finish", play -> {
                play.gate.hold(where);
                play.meet("Transaction.finish", play.snapshot(5));
            }));
        }
        scenes.add(new Scene("a snapshot, for what was sent before", "Transaction.finish", play -> {
            play.gate.hold("before send");
            play.meet("Transaction.send", play.snapshot(MANY));
        }));
        scenes.add(new Scene("a snapshot, before abortTransaction", "TransactionalWriter.within", play -> {
            play.gate.hold("before abortTransaction");
            play.meet("Transaction.aborting", play.snapshotOf(play.withOneTooLarge(Kind.INVENTORY)));
        }));
    }

    private static void journal(List<Scene> scenes) {
        scenes.add(new Scene("record, for another call", "KafkaJournal.begin", play -> {
            play.restored();
            play.gate.hold("before commitTransaction");
            play.another("Transaction.finish", play.record(5));
            play.meet("KafkaJournal.begin", play.record(5));
        }));
        scenes.add(new Scene("forget, for another call", "KafkaJournal.begin", play -> {
            play.restored();
            play.gate.hold("before commitTransaction");
            play.another("Transaction.finish", play.record(5));
            play.meet(
                    "KafkaJournal.begin",
                    new Play.Call("forget", List.of(), () -> play.journal().forget(List.of("pod/none"), LONG)));
        }));
        for (String where : GATES) {
            scenes.add(new Scene("record, " + where, "Transaction.finish", play -> {
                play.restored();
                play.gate.hold(where);
                play.meet("Transaction.finish", play.record(5));
            }));
        }
        scenes.add(new Scene("record, for what was sent before", "Transaction.finish", play -> {
            play.restored();
            play.gate.hold("before send");
            play.meet("Transaction.send", play.record(MANY));
        }));
        scenes.add(new Scene("record, before abortTransaction", "TransactionalWriter.within", play -> {
            play.restored();
            play.gate.hold("before abortTransaction");
            play.meet("Transaction.aborting", play.recordOf(play.withOneTooLarge(Kind.LIFECYCLE)));
        }));
        scenes.add(new Scene(
                "record of one that is no JSON, after many, before abortTransaction",
                "TransactionalWriter.within",
                play -> {
                    play.restored();
                    play.gate.hold("before abortTransaction");
                    play.meet("Transaction.aborting", play.recordOf(play.withNoJsonAtTheEnd(MANY)));
                }));
        scenes.add(new Scene("restore, before initTransactions", "TransactionalWriter.within", play -> {
            play.gate.hold("before initTransactions");
            play.meet(
                    "TransactionalWriter.within",
                    new Play.Call("restore", List.of(), () -> play.journal().restore()));
        }));
        scenes.add(new Scene("restore, behind a transaction that hangs", "StateTopic.read", play -> {
            play.hangingTransaction();
            play.meet(
                    "StateTopic.read",
                    new Play.Call("restore", List.of(), () -> play.journal().restore()));
        }));
        scenes.add(new Scene("close, for a record", "KafkaJournal.close", play -> {
            play.restored();
            play.gate.hold("before commitTransaction");
            play.another("Transaction.finish", play.record(5));
            play.meet(
                    "KafkaJournal.close",
                    new Play.Call("close", List.of(), () -> play.journal().close()));
        }));
    }

    private static void localJournal(List<Scene> scenes) {
        scenes.add(new Scene("a journal in a file, for another call", "LocalJournal.begin", play -> {
            play.localJournal().restore();
            play.gate.hold("before send");
            play.another("EmitCall.await", play.recordLocally(5));
            play.meet("LocalJournal.begin", play.recordLocally(5));
        }));
        scenes.add(new Scene("a journal in a file, close for a record", "LocalJournal.close", play -> {
            play.localJournal().restore();
            play.gate.hold("before send");
            play.another("EmitCall.await", play.recordLocally(5));
            play.meet(
                    "LocalJournal.close",
                    new Play.Call("close", List.of(), () -> play.localJournal().close()));
        }));
        for (String where : List.of("before send", "ack")) {
            scenes.add(new Scene("a journal in a file, for the sink, " + where, "EmitCall.await", play -> {
                play.localJournal().restore();
                play.gate.hold(where);
                play.meet("EmitCall.await", play.recordLocally(5));
            }));
        }
    }

    /** Where our threads wait, and which test meets them there, beside the scenes. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "SendQueue.take", "InterruptedSinkTest",
            "StateTopic.ends", "within StateTopic.read",
            "StateTopic.isAtEnd", "within StateTopic.read",
            "StateTopic.partitions", "within StateTopic.read",
            "ConnectFailures.listens", "FailuresTest",
            // It reads, so that no event has a fate there.
            "EventReader.open", "EventReaderTest",
            "EventReader.partitions", "EventReaderTest",
            "EventReader.read", "EventReaderTest",
            "EventReader.isPastStart", "EventReaderTest",
            "FileThread.call", "HeldDiskTest");

    @Test
    void every_place_where_a_thread_waits_is_among_the_scenes() {
        Set<String> known = new TreeSet<>(ELSEWHERE.keySet());
        scenes().forEach(scene -> known.add(scene.place()));
        Set<String> all =
                OurClasses.of("io.clearmladmin.kafka", "io.clearmladmin.k8s.events", "io.clearmladmin.events").stream()
                        .filter(type -> type.getPackageName().equals("io.clearmladmin.kafka")
                                || WAITING_IN_EVENTS.contains(type.getSimpleName()))
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> WAITS.getOrDefault(call.getTarget().getName(), List.of())
                                .contains(call.getTargetOwner().getSimpleName()))
                        .map(call -> call.getOriginOwner().getSimpleName() + "."
                                + call.getOrigin().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).isEqualTo(all);
    }

    @TestFactory
    Stream<DynamicTest> a_thread_that_is_interrupted_where_it_waits_comes_back_with_the_fate_of_each_event() {
        return plays(List.of(Play.Disturbance.INTERRUPT));
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicTest> a_thread_whose_other_side_comes_back_or_is_closed_has_the_fate_of_each_event() {
        return plays(List.of(Play.Disturbance.NOTHING, Play.Disturbance.CLOSE));
    }

    private Stream<DynamicTest> plays(List<Play.Disturbance> disturbances) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Scene scene : scenes()) {
            for (Play.Disturbance disturbance : disturbances) {
                String name = scene.name() + ": " + disturbance;
                tests.add(DynamicTest.dynamicTest(name, () -> play(name, scene, disturbance)));
            }
        }
        tests.add(DynamicTest.dynamicTest("what the broker has is what was said", this::holdAgainstTheBroker));
        return tests.stream();
    }

    private static void play(String name, Scene scene, Play.Disturbance disturbance) throws Exception {
        try (Play play = new Play(name, scene.isTooLarge() ? broker.tooLarge : broker.settings, folder, ALL)) {
            scene.staging().on(play);
            play.disturb(disturbance);
            play.assertEndedWell(disturbance);
        }
    }

    private void holdAgainstTheBroker() {
        assertThat(ALL.stream().flatMap(said -> said.fates().values().stream()).distinct())
                .as("published, and more than one fate")
                .hasSizeGreaterThan(2);
        List<UUID> published = broker.published();
        assertThat(published).as("each once").doesNotHaveDuplicates();
        Said.hold(ALL, Set.copyOf(published));
    }
}
