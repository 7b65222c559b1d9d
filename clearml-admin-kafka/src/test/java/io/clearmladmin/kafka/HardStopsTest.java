package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.embedded.KafkaProcess;
import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.Emitter.Way;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker is stopped, mostly hard, and the emitting process killed, at random instants of their work. */
class HardStopsTest {

    private static final int ENDS = 300;

    @TempDir
    private Path folder;

    private KafkaProcess kafka;
    private final Deque<Process> emitters = new ArrayDeque<>();
    private String name = "";
    private int count;
    private int batch;

    @BeforeEach
    void start() {
        kafka = KafkaProcess.start(new Properties());
    }

    @AfterEach
    void stop() {
        emitters.forEach(Process::destroyForcibly);
        kafka.close();
    }

    @Test
    @Tag("long")
    @Timeout(900)
    void a_killed_broker_and_a_killed_emitter_lose_nothing_and_the_journal_repeats_nothing() throws Exception {
        run(seed(), 2_000, 20, 1);
    }

    @Test
    @Tag("long")
    @Timeout(2_400)
    void three_times_three_stops_and_three_kills_lose_nothing_and_the_journal_repeats_nothing() throws Exception {
        int seeds = Integer.getInteger("kafka.seeds", 3);
        for (int seed = 0; seed < seeds; seed++) {
            run(seed() + seed, 3_000, 20, 3);
        }
    }

    @Test
    @Tag("long")
    @Timeout(1_200)
    void a_hundred_thousand_events_outlive_three_stops_and_three_kills() throws Exception {
        run(seed(), 100_000, 200, 3);
    }

    private KafkaSettings settings(Way way) {
        return Emitter.settings(kafka.plainAddress(), name, way);
    }

    private static long seed() {
        return Long.getLong("kafka.seed", System.nanoTime());
    }

    private void run(long seed, int events, int eventsOfACall, int rounds) throws Exception {
        long begin = System.nanoTime();
        System.out.println("seed " + seed);
        name = "seed" + seed;
        count = events;
        batch = eventsOfACall;
        for (Way way : Way.values()) {
            Topics.create(settings(way), 2, 1, Samples.SOON);
            Files.deleteIfExists(way.acknowledged(folder));
        }
        Random random = new Random(seed);
        startEmitter();
        for (int round = 0; round < rounds; round++) {
            disturb(random, round, rounds);
        }
        assertThat(emitters.getLast().waitFor(ENDS, TimeUnit.SECONDS))
                .as("seed " + seed)
                .isTrue();
        assertThat(emitters.getLast().exitValue()).as(said()).isZero();
        assertJournalPublishedOnce(seed);
        assertSinkPublishedAll(seed);
        System.out.println("right after " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
    }

    /** One stop of the broker, the first always hard, the second orderly, and one kill of the emitter. */
    private void disturb(Random random, int round, int rounds) throws Exception {
        double first = (round + 0.7 * random.nextDouble()) / rounds;
        double second = first + 0.2 * random.nextDouble() / rounds;
        boolean hard = round != 1;
        awaitProgress(first);
        switch (random.nextInt(3)) {
            case 0 -> {
                killEmitter();
                awaitProgress(second);
                stopBroker(hard);
                kafka.restart();
            }
            case 1 -> {
                stopBroker(hard);
                kafka.restart();
                awaitProgress(second);
                killEmitter();
            }
            default -> {
                stopBroker(hard);
                killEmitter();
                kafka.restart();
            }
        }
    }

    private void stopBroker(boolean hard) {
        if (hard) {
            kafka.kill();
        } else {
            kafka.stop();
        }
    }

    private void killEmitter() throws Exception {
        assertThat(emitters.getLast().isAlive()).as(said()).isTrue();
        emitters.getLast().destroyForcibly().waitFor();
        startEmitter();
    }

    private void startEmitter() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Emitter.class.getName(),
                kafka.plainAddress(),
                name,
                Integer.toString(count),
                Integer.toString(batch),
                folder.toString());
        emitters.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start());
    }

    /** Waits until this part of what both ways publish was acknowledged. */
    private void awaitProgress(double part) throws Exception {
        long wanted = (long) (part * Way.values().length * count);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENDS);
        boolean isGoingOn = true;
        while (published(Way.JOURNAL) + published(Way.SINK) < wanted) {
            if (!isGoingOn) {
                throw new AssertionError("no progress to " + wanted + " events\n" + standing());
            }
            TimeUnit.MILLISECONDS.sleep(1);
            isGoingOn = emitters.getLast().isAlive() && System.nanoTime() < end;
        }
    }

    /**
     * How many were published. The journal's are in their order, and some whose commit was not confirmed are not written
     * down.
     */
    private long published(Way way) throws IOException {
        Path file = way.acknowledged(folder);
        int line = String.format(Emitter.LINE, 0).length();
        long lines = Files.exists(file) ? Files.size(file) / line : 0;
        if (way == Way.SINK || lines == 0) {
            return lines;
        }
        try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "r")) {
            last.seek((lines - 1) * line);
            return Long.parseLong(last.readLine()) + 1;
        }
    }

    /** How far each way has come, where the emitter stands, and what it and those before it have said. */
    private String standing() throws Exception {
        String far =
                "journal " + published(Way.JOURNAL) + ", sink " + published(Way.SINK) + ", each of " + count + "\n";
        Process emitter = emitters.getLast();
        if (!emitter.isAlive()) {
            return far + "it has ended with " + emitter.exitValue() + "\n" + said();
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(emitter.pid()), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start()
                .waitFor(ENDS, TimeUnit.SECONDS);
        return far + said();
    }

    private String said() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private void assertJournalPublishedOnce(long seed) {
        KafkaSettings settings = settings(Way.JOURNAL);
        List<String> read = Reader.ids(settings, settings.lifecycleTopic());
        assertThat(read).as("seed " + seed).hasSize(count);
        // Not by the collections themselves: a failure would print them.
        assertThat(new HashSet<>(read).equals(new HashSet<>(Samples.ids(Samples.lifecycle(0, count)))))
                .as("seed " + seed)
                .isTrue();
    }

    private void assertSinkPublishedAll(long seed) {
        KafkaSettings settings = settings(Way.SINK);
        List<Event> read = Reader.events(settings, settings.lifecycleTopic());
        Set<Integer> numbers = new HashSet<>(read.stream().map(Emitter::number).toList());
        Set<Integer> acknowledged = Emitter.read(Way.SINK.acknowledged(folder));
        assertThat(numbers.containsAll(acknowledged)).as("seed " + seed).isTrue();
        assertThat(acknowledged.equals(IntStream.range(0, count).boxed().collect(java.util.stream.Collectors.toSet())))
                .as("seed " + seed)
                .isTrue();
        // Two of one event have one id.
        Set<String> ids = new HashSet<>(Reader.ids(settings, settings.lifecycleTopic()));
        assertThat(ids).as("seed " + seed).hasSameSizeAs(numbers);
        System.out.println("the sink repeated " + (read.size() - count));
    }
}
