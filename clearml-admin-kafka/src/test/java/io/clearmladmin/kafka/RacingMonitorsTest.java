package io.clearmladmin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.JournalFencedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two monitors with one UUID publish the same events at the same time: one survives, and no event is published twice. */
class RacingMonitorsTest {

    private static final String MONITOR = "6f1c2b3a-0000-4000-8000-000000000002";

    private static EmbeddedKafka kafka;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @RepeatedTest(2)
    void of_two_threads_one_ends_fenced_and_the_other_publishes_all(RepetitionInfo round) throws Exception {
        KafkaSettings settings = kafka.withTopics("threads-" + round.getCurrentRepetition());
        List<Event> all = Samples.lifecycle(0, 1_000);
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> monitors = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                monitors.add(threads.submit(() -> publishesAll(settings, all, both)));
            }
            List<Boolean> survived = new ArrayList<>();
            for (Future<Boolean> monitor : monitors) {
                survived.add(monitor.get(60, TimeUnit.SECONDS));
            }
            assertThat(survived).containsExactlyInAnyOrder(true, false);
        } finally {
            threads.shutdownNow();
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                .containsExactlyInAnyOrderElementsOf(Samples.ids(all));
    }

    private static boolean publishesAll(KafkaSettings settings, List<Event> all, CyclicBarrier both) throws Exception {
        try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
            both.await(30, TimeUnit.SECONDS);
            int unused = Monitor.publish(journal, all, 5);
            return true;
        } catch (JournalFencedException fenced) {
            return false;
        }
    }

    @Test
    @Tag("long")
    void of_two_processes_one_ends_fenced_while_the_other_goes_on() throws Exception {
        KafkaSettings settings = kafka.withTopics("processes");
        List<Event> all = Samples.lifecycle(0, 20_000);
        Path ready = folder.resolve("first");
        try (ChildJvm first = monitor(all.size(), ready)) {
            first.await(ready);
            try (ChildJvm second = monitor(all.size(), folder.resolve("second"))) {
                // The first; or the second, if the first was too late with an event just then and restored its journal.
                ChildJvm fenced = whicheverEnds(first, second);
                ChildJvm other = fenced == first ? second : first;
                assertThat(fenced.end()).as(fenced.log()).isNotZero();
                assertThat(fenced.log()).contains(JournalFencedException.class.getName());
                assertThat(other.isAlive()).as(other.log()).isTrue();
                other.kill();
            }
        }
        try (KafkaJournal third = KafkaJournal.open(settings, MONITOR)) {
            int unused = Monitor.publish(third, all, 1_000);
        }
        assertThat(Reader.ids(settings, settings.lifecycleTopic()))
                .containsExactlyInAnyOrderElementsOf(Samples.ids(all));
    }

    private static ChildJvm whicheverEnds(ChildJvm first, ChildJvm second) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (first.isAlive() && second.isAlive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return second.isAlive() ? first : second;
    }

    private ChildJvm monitor(int events, Path ready) throws Exception {
        Files.deleteIfExists(ready);
        return ChildJvm.start(
                folder,
                Monitor.class,
                List.of(),
                Map.of(),
                kafka.plainAddress(),
                "processes",
                MONITOR,
                Integer.toString(events),
                // So that neither comes to its end before the other has begun.
                "1",
                ready.toString());
    }
}
