package io.clearmladmin.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.clearmladmin.testkit.InMemoryJournal;
import io.clearmladmin.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The ends for tests do what the contracts of sink and journal say, and fail when they are told to. */
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
    void the_sink_keeps_what_it_takes_and_tells_repeats() {
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
    void the_sink_fails_when_it_is_told_to() {
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
        sink.heal();
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
        assertThat(again.told()).hasSize(2);
    }

    @Test
    void the_journal_takes_all_events_of_a_call_or_none() {
        InMemoryJournal journal = new InMemoryJournal(3);
        journal.refuse(event -> event.tenant().equals("x"));
        assertThat(fates(() -> journal.record(List.of(event("x"), event("b")), TIME)))
                .containsExactlyInAnyOrder(Fate.REFUSED, Fate.NOT_EMITTED);
        journal.heal();
        journal.failNext(1);
        assertThat(fates(() -> journal.record(List.of(event("a")), TIME))).containsExactly(Fate.NOT_EMITTED);
        assertThat(journal.told()).isEmpty();
        journal.loseAnswers(1);
        assertThat(fates(() -> journal.record(List.of(event("a")), TIME))).containsExactly(Fate.UNKNOWN);
        assertThat(journal.remembered()).containsOnlyKeys("tenant/a");
        assertThat(fates(() -> journal.record(List.of(event("b"), event("c"), event("d")), TIME)))
                .containsExactly(Fate.NOT_EMITTED);
    }
}
