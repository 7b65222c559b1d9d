package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ends for tests do what the contracts of sink and journal say, and fail when they are set to. */
class InMemoryEndsTest {

    private static final Duration TIME = Duration.ofSeconds(1);

    private static Event event(String tenant) {
        return new Event(
                "s", Event.Kind.LIFECYCLE, "tenant.appeared", tenant, "tenant/" + tenant, TestClock.START, Map.of());
    }

    private static Set<Fate> fates(Runnable emitting) {
        EventsNotEmittedException failed = catchThrowableOfType(EventsNotEmittedException.class, emitting::run);
        return failed.failures().stream().map(Failure::fate).collect(Collectors.toSet());
    }

    @Test
    void the_sink_keeps_what_it_takes_and_reports_repeats() {
        InMemoryEventSink sink = new InMemoryEventSink();
        sink.emit(List.of(event("a"), event("b")), TIME);
        sink.emit(List.of(event("a")), TIME);
        assertThat(sink.events()).hasSize(3);
        assertThat(sink.unique()).hasSize(2);
        assertThat(sink.batches()).isEqualTo(2);
        sink.clear();
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void the_sink_fails_when_it_is_set_to() {
        InMemoryEventSink sink = new InMemoryEventSink(2);
        sink.failNext(1);
        assertThat(fates(() -> sink.emit(List.of(event("a")), TIME))).containsExactly(Fate.NOT_EMITTED);
        assertThat(sink.events()).isEmpty();
        sink.loseAnswers(1);
        assertThat(fates(() -> sink.emit(List.of(event("a")), TIME))).containsExactly(Fate.UNKNOWN);
        assertThat(sink.events()).hasSize(1);
        assertThat(fates(() -> sink.emit(List.of(event("b"), event("c")), TIME)))
                .containsExactly(Fate.NOT_EMITTED);
        sink.refuse(event -> event.tenant().equals("x"));
        sink.clear();
        assertThat(fates(() -> sink.emit(List.of(event("x"), event("b")), TIME)))
                .containsExactly(Fate.REFUSED);
        assertThat(sink.events()).containsExactly(event("b"));
        sink.clearFaults();
        sink.emit(List.of(event("x")), TIME);
        sink.close();
        assertThatThrownBy(() -> sink.emit(List.of(event("y")), TIME)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new InMemoryEventSink(-1)).hasMessageContaining("capacity");
    }

    @Test
    void the_journal_remembers_the_last_of_each_subject_also_after_a_restart() {
        InMemoryJournal journal = new InMemoryJournal();
        journal.record(List.of(event("a"), event("b")), TIME);
        journal.forget(Set.of("tenant/a"), TIME);
        journal.close();
        assertThatThrownBy(journal::restore).isInstanceOf(IllegalStateException.class);
        InMemoryJournal again = journal.restarted();
        assertThat(again.restore()).containsOnlyKeys("tenant/b");
        assertThat(again.published()).hasSize(2);
    }

    @Test
    void the_journal_takes_all_events_of_a_call_or_none() {
        InMemoryJournal journal = new InMemoryJournal(3);
        journal.refuse(event -> event.tenant().equals("x"));
        assertThat(fates(() -> journal.record(List.of(event("x"), event("b")), TIME)))
                .containsExactlyInAnyOrder(Fate.REFUSED, Fate.NOT_EMITTED);
        journal.clearFaults();
        journal.failNext(1);
        assertThat(fates(() -> journal.record(List.of(event("a")), TIME))).containsExactly(Fate.NOT_EMITTED);
        assertThat(journal.published()).isEmpty();
        journal.loseAnswers(1);
        assertThat(fates(() -> journal.record(List.of(event("a")), TIME))).containsExactly(Fate.UNKNOWN);
        assertThat(journal.remembered()).containsOnlyKeys("tenant/a");
        assertThat(fates(() -> journal.record(List.of(event("b"), event("c"), event("d")), TIME)))
                .containsExactly(Fate.NOT_EMITTED);
    }

    @Test
    void a_sink_that_cannot_publish_a_snapshot_as_a_whole_publishes_its_end_last_and_alone() {
        InMemoryEventSink sink = new InMemoryEventSink();
        List<Event> snapshot = snapshot(1_200);
        sink.emitSnapshot(snapshot, TIME);
        assertThat(sink.events()).isEqualTo(snapshot);
        assertThat(sink.batches()).isEqualTo(4); // 500, 500, 199 and the end
        sink.emitSnapshot(List.of(), TIME);
        assertThat(sink.batches()).isEqualTo(4);
    }

    @Test
    void a_batch_of_a_snapshot_that_fails_stops_its_end_only() {
        InMemoryEventSink sink = new InMemoryEventSink();
        List<Event> snapshot = snapshot(1_200);
        sink.failNext(1);
        EventsNotEmittedException failed =
                catchThrowableOfType(EventsNotEmittedException.class, () -> sink.emitSnapshot(snapshot, TIME));
        assertThat(sink.events()).isEqualTo(snapshot.subList(500, 1_199));
        assertThat(failed.failures()).hasSize(501).allMatch(failure -> failure.fate() == Fate.NOT_EMITTED);
        assertThat(failed.failures().get(500).event()).isEqualTo(snapshot.get(1_199));
        assertThat(failed).hasMessageContaining("501 of 1200");
    }

    @Test
    void what_is_left_of_a_snapshot_at_its_deadline_is_not_published() {
        InMemoryEventSink sink = new InMemoryEventSink();
        assertThat(fates(() -> sink.emitSnapshot(snapshot(3), Duration.ZERO))).containsExactly(Fate.NOT_EMITTED);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void a_sink_for_whole_snapshots_keeps_all_of_one_or_nothing() {
        InMemoryEventSink sink = InMemoryEventSink.wholeSnapshots();
        List<Event> snapshot = snapshot(3);
        sink.refuse(event -> event.tenant().equals("1"));
        SnapshotNotEmittedException refused =
                catchThrowableOfType(SnapshotNotEmittedException.class, () -> sink.emitSnapshot(snapshot, TIME));
        assertThat(refused.fate()).isEqualTo(Fate.REFUSED);
        assertThat(refused.refused()).extracting(Failure::event).containsExactly(snapshot.get(1));
        sink.clearFaults();
        sink.failNext(1);
        assertThatThrownBy(() -> sink.emitSnapshot(snapshot, TIME))
                .isInstanceOfSatisfying(
                        SnapshotNotEmittedException.class,
                        failure -> assertThat(failure.fate()).isEqualTo(Fate.NOT_EMITTED));
        assertThat(sink.events()).isEmpty();
        sink.loseAnswers(1);
        assertThatThrownBy(() -> sink.emitSnapshot(snapshot, TIME))
                .isInstanceOfSatisfying(
                        SnapshotNotEmittedException.class,
                        failure -> assertThat(failure.fate()).isEqualTo(Fate.UNKNOWN));
        assertThat(sink.snapshots()).containsExactly(snapshot);
        sink.emitSnapshot(snapshot, TIME);
        assertThat(sink.snapshots()).containsExactly(snapshot, snapshot);
        sink.clear();
        assertThat(sink.snapshots()).isEmpty();
    }

    @Test
    void a_fenced_journal_ends() {
        InMemoryJournal journal = new InMemoryJournal();
        journal.record(List.of(event("a")), TIME);
        journal.fence();
        journal.clearFaults();
        assertThatThrownBy(() -> journal.record(List.of(event("b")), TIME)).isInstanceOf(JournalFencedException.class);
        assertThatThrownBy(journal::restore).isInstanceOf(JournalFencedException.class);
        assertThat(journal.restarted().restore()).containsOnlyKeys("tenant/a");
    }

    private static List<Event> snapshot(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(Integer.toString(i)))
                .toList();
    }
}
