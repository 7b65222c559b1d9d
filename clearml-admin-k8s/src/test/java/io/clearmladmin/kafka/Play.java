package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.Event.Kind;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.LocalJournal;
import io.clearmladmin.house.WaitingThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One thread that is met where it waits, with what it needs to come to wait there, against a real broker. */
final class Play implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration BACK = Duration.ofSeconds(10);
    private static final AtomicInteger FILES = new AtomicInteger();

    /** What is done to a thread that waits. */
    enum Disturbance {
        NOTHING,
        INTERRUPT,
        CLOSE
    }

    /** A call and the events it is for. */
    record Call(String name, List<Event> events, Runnable run) {}

    final Gate gate = new Gate();
    private final String name;
    private final KafkaSettings settings;
    private final Path folder;
    private final List<Said> all;
    private final List<Thread> others = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Said> said = new AtomicReference<>();
    private @Nullable KafkaSink sink;
    private @Nullable KafkaJournal journal;
    private @Nullable LocalJournal localJournal;
    private @Nullable Thread met;

    Play(String name, KafkaSettings settings, Path folder, List<Said> all) {
        this.name = name;
        this.settings = settings;
        this.folder = folder;
        this.all = all;
    }

    KafkaSink sink() {
        if (sink == null) {
            KafkaSink.Builder builder =
                    KafkaSink.builder(settings).snapshotId(Broker.SNAPSHOTS).queueBytes(settings.maxRequestBytes());
            builder.around = gate::around;
            sink = builder.build();
        }
        return sink;
    }

    KafkaJournal journal() {
        if (journal == null) {
            KafkaJournal.Builder builder =
                    KafkaJournal.builder(settings, UUID.randomUUID().toString()).restoreTimeout(LONG);
            builder.around = gate::around;
            journal = builder.build();
        }
        return journal;
    }

    LifecycleJournal localJournal() {
        if (localJournal == null) {
            localJournal = LocalJournal.open(folder.resolve("journal-" + FILES.incrementAndGet()), sink());
        }
        return localJournal;
    }

    void restored() {
        assertThat(journal().restore()).isEmpty();
    }

    Call emit(int count) {
        List<Event> events = lifecycle(count);
        return new Call("emit", events, () -> sink().emit(events, LONG));
    }

    Call snapshot(int count) {
        return snapshotOf(some(Kind.INVENTORY, count));
    }

    Call snapshotOf(List<Event> events) {
        return new Call("snapshot", events, () -> sink().emitSnapshot(events, LONG));
    }

    Call record(int count) {
        return recordOf(lifecycle(count));
    }

    Call recordOf(List<Event> events) {
        return new Call("record", events, () -> journal().record(events, LONG));
    }

    Call recordLocally(int count) {
        List<Event> events = lifecycle(count);
        return new Call("record in a file", events, () -> localJournal().record(events, LONG));
    }

    private static List<Event> lifecycle(int count) {
        return some(Kind.LIFECYCLE, count);
    }

    private static List<Event> some(Kind kind, int count) {
        return IntStream.range(0, count).mapToObj(i -> Broker.event(kind, i)).toList();
    }

    /** One that is more than the topics take, and another. */
    List<Event> withOneTooLarge(Kind kind) {
        return List.of(Broker.event(kind, "x".repeat(2 << 20)), Broker.event(kind, "x"));
    }

    /** So many that can be published, and one that cannot. */
    List<Event> withNoJsonAtTheEnd(int count) {
        List<Event> events = new ArrayList<>(lifecycle(count));
        events.add(Broker.event(Kind.LIFECYCLE, new Object()));
        return events;
    }

    /** A port that takes connections and says nothing. */
    int silentPort() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        opened.add(socket);
        return socket.getLocalPort();
    }

    /** Another's transaction in the state topic, which is open until the play ends. */
    void hangingTransaction() {
        Opened<Producer<byte[], byte[]>> other = Clients.producer(
                settings,
                ClientProperties.transactions(settings, "another-" + UUID.randomUUID()),
                producer -> producer);
        opened.add(() -> other.close(Duration.ofSeconds(1)));
        Producer<byte[], byte[]> producer = other.client();
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(settings.stateTopic(), new byte[] {1}, new byte[] {1}));
        producer.flush();
    }

    /** Has another thread make this call, and waits until it is in that place. */
    void another(String place, Call call) {
        Thread thread = thread(call, result -> {});
        others.add(thread);
        await(place, thread);
    }

    /** Has the thread of this play make the call, and waits until it is in that place. */
    void meet(String place, Call call) {
        met = thread(call, said::set);
        await(place, met);
    }

    private Thread thread(Call call, Consumer<Said> result) {
        Thread thread = new Thread(
                () -> {
                    Said outcome = Said.by(name + ", " + call.name(), call.events(), call.run());
                    all.add(outcome);
                    result.accept(outcome);
                },
                "play");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, why) -> failure.compareAndSet(null, why));
        thread.start();
        return thread;
    }

    private void await(String place, Thread thread) {
        until(place, () -> WaitingThread.isIn(thread, place));
    }

    private void until(String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(failure.get()).as(name).isNull();
            assertThat(System.nanoTime()).as("%s: never %s", name, what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    void disturb(Disturbance disturbance) {
        switch (disturbance) {
            case NOTHING -> {
                gate.open();
                opened.forEach(Play::close);
            }
            case INTERRUPT -> thread().interrupt();
            case CLOSE -> closeAll();
        }
    }

    private Thread thread() {
        return Objects.requireNonNull(met);
    }

    private void closeAll() {
        if (journal != null) {
            journal.close(SHORT);
        }
        if (sink != null) {
            sink.close(SHORT);
        }
        opened.forEach(Play::close);
    }

    void assertEndedWell(Disturbance disturbance) throws InterruptedException {
        boolean isEnded = join(thread(), disturbance == Disturbance.NOTHING ? LONG : BACK);
        assertThat(isEnded).as("%s: back", name).isTrue();
        gate.open();
        for (Thread other : others) {
            assertThat(join(other, LONG)).as("%s: the others back", name).isTrue();
        }
        assertThat(failure.get()).as(name).isNull();
        Said outcome = Objects.requireNonNull(said.get());
        assertThat(outcome.isInterrupted()).as(name).isEqualTo(disturbance == Disturbance.INTERRUPT);
        KafkaSink used = sink;
        if (used != null) {
            assertThat(used.flush(LONG)).as("%s: nothing in flight", name).isTrue();
            until("without anything queued", () -> used.queuedBytes() == 0);
        }
        close();
        until(
                "without threads",
                () -> Thread.getAllStackTraces().keySet().stream().noneMatch(Play::isOurs));
    }

    private static boolean join(Thread thread, Duration time) throws InterruptedException {
        thread.join(time.toMillis());
        return !thread.isAlive();
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("clearml-") || thread.getName().startsWith("kafka-producer-network-thread");
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gate.open();
        if (localJournal != null) {
            localJournal.close();
        }
        closeAll();
    }
}
