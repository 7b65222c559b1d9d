package io.clearmladmin.events;

import static io.clearmladmin.events.Samples.SOON;
import static io.clearmladmin.events.Samples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.house.WaitingThread;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk hangs while a journal writes down what it is about to publish. */
class HeldDiskTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final InMemoryEventSink sink = new InMemoryEventSink();
    private final HeldDisk disk = new HeldDisk();

    private LocalJournal journal() {
        return new LocalJournal(folder.resolve("journal"), sink, disk, JournalFile.SMALL);
    }

    @Test
    void what_is_not_written_in_time_may_be_written_later_and_is_published_by_restoring_then() {
        List<Event> events = numbered(0, 3);
        try (LocalJournal journal = journal()) {
            journal.restore();
            disk.hold();
            assertThatThrownBy(() -> journal.record(events, SHORT))
                    .isInstanceOfSatisfying(EventsNotEmittedException.class, failed -> {
                        assertThat(failed.failures()).extracting(Failure::event).isEqualTo(events);
                        assertThat(failed.failures()).extracting(Failure::fate).containsOnly(Fate.UNKNOWN);
                    });
            assertThat(sink.events()).isEmpty();
            disk.letGo();
            assertThat(journal.restore().values()).containsExactlyInAnyOrderElementsOf(sink.events());
        }
    }

    @Test
    void a_thread_that_is_interrupted_while_the_file_is_written_waits_for_it_and_stays_interrupted() throws Exception {
        try (LocalJournal journal = journal()) {
            journal.restore();
            disk.hold();
            Recording recording = new Recording(journal);
            recording.awaitFile();
            recording.thread.interrupt();
            disk.letGo();
            recording.thread.join();
            assertThat(recording.thrown.get()).isNull();
            assertThat(recording.isInterrupted).isTrue();
            assertThat(journal.restore().values()).containsExactlyInAnyOrderElementsOf(sink.events());
        }
        assertThat(sink.events()).hasSize(3);
    }

    @Test
    void a_journal_that_is_closed_while_the_disk_hangs_loses_nothing() throws Exception {
        Recording recording;
        try (LocalJournal journal = journal()) {
            journal.restore();
            disk.hold();
            recording = new Recording(journal);
            recording.awaitFile();
            Thread closing = new Thread(() -> journal.close(SHORT));
            closing.start();
            untilItWaitsForTheFile(closing);
            disk.letGo();
            closing.join();
            recording.thread.join();
        }
        Throwable thrown = recording.thrown.get();
        if (thrown != null) {
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            EventsNotEmittedException.class,
                            failed -> assertThat(failed.failures())
                                    .extracting(Failure::fate)
                                    .containsOnly(Fate.UNKNOWN));
        }
        try (LocalJournal again = journal()) {
            assertThat(again.restore().values())
                    .containsExactlyInAnyOrderElementsOf(sink.unique().values());
        }
        assertThat(sink.unique()).hasSize(3);
    }

    private static void untilItWaitsForTheFile(Thread thread) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!WaitingThread.isIn(thread, "FileThread.call")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** A thread that records three events. */
    private static final class Recording {

        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        private volatile boolean isInterrupted;
        private final Thread thread;

        Recording(LocalJournal journal) {
            thread = new Thread(() -> {
                thrown.set(catchThrowable(() -> journal.record(numbered(0, 3), SOON)));
                isInterrupted = Thread.currentThread().isInterrupted();
            });
            thread.start();
        }

        void awaitFile() {
            untilItWaitsForTheFile(thread);
        }
    }
}
