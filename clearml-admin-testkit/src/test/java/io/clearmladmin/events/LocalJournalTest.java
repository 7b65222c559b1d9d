package io.clearmladmin.events;

import static io.clearmladmin.events.Samples.SOON;
import static io.clearmladmin.events.Samples.event;
import static io.clearmladmin.events.Samples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFileException.Reason;
import io.clearmladmin.events.LifecycleJournal.RestoreHandler;
import io.clearmladmin.testkit.InMemoryEventSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalJournalTest {

    @TempDir
    private Path folder;

    private final InMemoryEventSink sink = new InMemoryEventSink();

    private LocalJournal journal() {
        return LocalJournal.open(folder.resolve("journal"), sink);
    }

    private static EventsNotEmittedException failing(LocalJournal journal, List<Event> events) {
        return catchThrowableOfType(EventsNotEmittedException.class, () -> journal.record(events, SOON));
    }

    private static List<Fate> fates(EventsNotEmittedException e) {
        return e.failures().stream().map(Failure::fate).toList();
    }

    @Test
    void what_was_published_is_recorded_after_it_was_closed_and_opened_again() {
        Event odd = event("pod/ä", 1, Map.of("list", List.of(1, "zwei", 3.5), "map", Map.of("is", true)));
        try (LocalJournal journal = journal()) {
            assertThat(journal.restore()).isEmpty();
            journal.record(List.of(odd), SOON);
            journal.record(numbered(0, 120), SOON);
        }
        try (LocalJournal journal = journal()) {
            Map<String, Event> restored = journal.restore();
            assertThat(restored).hasSize(51).containsEntry("pod/ä", odd).containsEntry("pod/19", numbered(119));
        }
        assertThat(sink.events()).hasSize(121);
    }

    @Test
    void a_forgotten_subject_stays_forgotten() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            journal.record(numbered(0, 3), SOON);
            journal.forget(List.of("pod/1", "pod/7"), SOON);
            assertThat(journal.restore()).containsOnlyKeys("pod/0", "pod/2");
        }
        try (LocalJournal journal = journal()) {
            assertThat(journal.restore()).containsOnlyKeys("pod/0", "pod/2");
        }
    }

    @Test
    void nothing_can_be_published_before_it_is_restored() {
        try (LocalJournal journal = journal()) {
            assertThatThrownBy(() -> journal.record(numbered(0, 1), SOON))
                    .isInstanceOfSatisfying(
                            JournalFileException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.RESTORE_NEEDED));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_was_surely_not_published_is_the_callers_to_publish_again() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            sink.failNext(1);
            assertThat(fates(failing(journal, numbered(0, 2)))).containsExactly(Fate.NOT_EMITTED, Fate.NOT_EMITTED);
            journal.record(numbered(0, 2), SOON);
            assertThat(journal.restore()).hasSize(2);
        }
        assertThat(sink.events()).hasSize(2);
    }

    @Test
    void what_may_have_been_published_is_published_again_with_the_same_id_by_restoring() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            sink.loseAnswers(1);
            assertThat(fates(failing(journal, numbered(0, 2)))).containsExactly(Fate.UNKNOWN, Fate.UNKNOWN);
            assertThatThrownBy(() -> journal.record(numbered(2, 3), SOON)).isInstanceOf(JournalFileException.class);
            assertThat(journal.restore()).containsValues(numbered(0), numbered(1));
        }
        assertThat(sink.events()).hasSize(4);
        assertThat(sink.unique()).hasSize(2);
    }

    @Test
    void what_may_have_been_published_is_published_again_by_the_next_process_when_the_sink_is_back() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            sink.loseAnswers(1);
            failing(journal, numbered(0, 2));
        }
        sink.failNext(1);
        try (LocalJournal journal = journal()) {
            assertThatThrownBy(journal::restore).isInstanceOf(EventsNotEmittedException.class);
            assertThat(journal.restore()).hasSize(2);
        }
    }

    @Test
    void of_a_call_that_is_taken_in_part_that_part_is_recorded_and_not_published_twice() {
        sink.refuse(event -> event.subject().equals("pod/1"));
        try (LocalJournal journal = journal()) {
            journal.restore();
            EventsNotEmittedException e = failing(journal, numbered(0, 3));
            assertThat(fates(e)).containsExactly(Fate.REFUSED);
            assertThat(journal.restore()).containsOnlyKeys("pod/0", "pod/2");
            sink.clearFaults();
            journal.record(numbered(0, 3), SOON);
            assertThat(journal.restore()).hasSize(3);
        }
        assertThat(sink.events()).hasSize(3);
    }

    @Test
    void an_event_is_never_published_before_an_earlier_one_of_its_subject() {
        Event first = event("pod/a", 1);
        Event second = event("pod/a", 2);
        sink.refuse(first::equals);
        try (LocalJournal journal = journal()) {
            journal.restore();
            EventsNotEmittedException e = failing(journal, List.of(first, second, event("pod/b", 1)));
            assertThat(e.failures()).extracting(Failure::event).containsExactly(first, second);
            assertThat(fates(e)).containsExactly(Fate.REFUSED, Fate.NOT_EMITTED);
            sink.clearFaults();
            journal.record(List.of(first, second, event("pod/b", 1)), SOON);
        }
        assertThat(sink.events()).containsExactly(event("pod/b", 1), first, second);
    }

    @Test
    void a_refused_event_does_not_keep_the_others_from_being_published_by_restoring() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            sink.loseAnswers(1);
            failing(journal, numbered(0, 3));
            sink.clear();
            sink.refuse(event -> event.subject().equals("pod/1"));
            assertThat(journal.restore()).containsOnlyKeys("pod/0", "pod/2");
            journal.record(numbered(5, 6), SOON);
        }
    }

    @Test
    void a_sink_that_throws_something_else_is_of_unknown_fate() {
        EventSink broken = new FailingSink();
        try (LocalJournal journal = LocalJournal.open(folder.resolve("journal"), broken)) {
            journal.restore();
            assertThat(fates(failing(journal, numbered(0, 1)))).containsExactly(Fate.UNKNOWN);
        }
        try (LocalJournal journal = journal()) {
            assertThat(journal.restore()).hasSize(1);
        }
    }

    @Test
    void an_event_that_is_no_json_is_refused_and_nothing_is_published() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            EventsNotEmittedException e =
                    failing(journal, List.of(numbered(0), event("pod/odd", 1, Map.of("it", new Object()))));
            assertThat(fates(e)).containsExactly(Fate.REFUSED, Fate.NOT_EMITTED);
            assertThat(sink.events()).isEmpty();
            journal.record(numbered(0, 1), SOON);
        }
    }

    @Test
    void an_interrupted_thread_does_not_harm_the_file() {
        try (LocalJournal journal = journal()) {
            journal.restore();
            journal.record(numbered(0, 1), SOON);
            Thread.currentThread().interrupt();
            assertThat(failing(journal, numbered(1, 2)).failures()).hasSize(1);
            assertThat(Thread.interrupted()).isTrue();
            journal.record(numbered(1, 2), SOON);
            assertThat(journal.restore()).hasSize(2);
        }
    }

    @Test
    void it_waits_no_longer_than_its_deadline_for_another_call() throws InterruptedException {
        List<EventsNotEmittedException> failures = new ArrayList<>();
        try (BlockedSink blocked = new BlockedSink();
                LocalJournal journal = LocalJournal.open(folder.resolve("journal"), blocked)) {
            journal.restore();
            Thread first = new Thread(() -> journal.record(numbered(0, 1), SOON));
            first.start();
            blocked.awaitCall();
            failures.add(catchThrowableOfType(
                    EventsNotEmittedException.class, () -> journal.record(numbered(1, 2), Duration.ofMillis(50))));
            blocked.release();
            first.join();
        }
        assertThat(fates(failures.get(0))).containsExactly(Fate.NOT_EMITTED);
    }

    @Test
    void a_closed_journal_says_so_and_may_be_closed_again() {
        LocalJournal journal = journal();
        journal.restore();
        journal.close();
        journal.close();
        assertThatThrownBy(journal::restore).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.record(numbered(0, 1), SOON)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_handler_gets_each_subject_once_in_the_order_of_their_last_events_in_its_own_thread() {
        List<Event> events = IntStream.range(0, 1_200)
                .mapToObj(number -> event("pod/" + number, number))
                .toList();
        Event again = event("pod/0", 2_000);
        List<Event> got = new ArrayList<>();
        Set<Thread> threads = new HashSet<>();
        try (LocalJournal journal = journal()) {
            journal.restore();
            journal.record(events, SOON);
            journal.record(List.of(again), SOON);
            journal.restore(new RestoreHandler() {
                @Override
                public void onLast(Event event) {
                    got.add(event);
                    threads.add(Thread.currentThread());
                }

                @Override
                public void onForgotten(String subject) {
                    throw new AssertionError("nothing was forgotten");
                }
            });
        }
        List<Event> expected = new ArrayList<>(events.subList(1, events.size()));
        expected.add(again);
        assertThat(got).isEqualTo(expected);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void a_handler_that_fails_fails_the_restoring_and_the_next_goes_on() {
        RestoreHandler failing = new RestoreHandler() {
            @Override
            public void onLast(Event last) {
                throw new IllegalStateException("no room for it");
            }

            @Override
            public void onForgotten(String subject) {}
        };
        try (LocalJournal journal = journal()) {
            journal.restore();
            journal.record(numbered(0, 3), SOON);
            assertThatThrownBy(() -> journal.restore(failing)).hasMessage("no room for it");
            assertThatThrownBy(() -> journal.forget(List.of("pod/0"), SOON))
                    .isInstanceOfSatisfying(
                            JournalFileException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.RESTORE_NEEDED));
            assertThat(journal.restore()).hasSize(3);
        }
    }
}
