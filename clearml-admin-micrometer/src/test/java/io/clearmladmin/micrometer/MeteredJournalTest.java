package io.clearmladmin.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.testkit.InMemoryJournal;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is counted of a journal: each event that was published, once. */
class MeteredJournalTest {

    private static final Duration TIME = Duration.ofSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryJournal memory = new InMemoryJournal();
    private final LifecycleJournal journal =
            EventMeters.in(registry, Tag.of("emitter", "pods-monitor")).journal(memory);

    private static Event event(String subject, String type, Instant time) {
        return new Event("uuid", Event.Kind.LIFECYCLE, type, "", subject, time, Map.of());
    }

    private static Event event(String subject) {
        return event(subject, "pod.running", Instant.now());
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void what_was_published_is_counted_with_its_lag_and_without_what_a_monitor_says_of_itself() {
        Instant now = Instant.now();
        journal.restore();
        journal.record(
                List.of(
                        event("pod/a", "pod.running", now.minusSeconds(20)),
                        // The cluster's clock may be ahead.
                        event("pod/b", "pod.running", now.plusSeconds(20)),
                        event("monitor/uuid", MonitorEvents.WATCHING, now)),
                TIME);
        Timer lag = registry.get("clearml.event.lag").timer();

        assertThat(count("clearml.events.published", "emitter", "pods-monitor")).isEqualTo(2);
        assertThat(lag.count()).isEqualTo(2);
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isBetween(20.0, 60.0);
        assertThat(registry.get("clearml.events.in.flight").gauge().value()).isZero();
    }

    @Test
    void an_event_whose_fate_is_unknown_is_counted_once_it_is_found_to_be_published() {
        journal.restore();
        memory.loseAnswers(1);
        List<Event> events = List.of(event("pod/a"), event("pod/b"));
        assertThatThrownBy(() -> journal.record(events, TIME)).isInstanceOf(EventsNotEmittedException.class);
        assertThat(count("clearml.events.published")).isZero();
        journal.restore();
        assertThat(count("clearml.events.published")).isEqualTo(2);
        journal.record(events, TIME);
        assertThat(count("clearml.events.published")).isEqualTo(2);
        journal.record(List.of(event("pod/c")), TIME);
        assertThat(count("clearml.events.published")).isEqualTo(3);
        assertThat(count("clearml.journal.failures", "call", "record")).isEqualTo(1);
    }

    @Test
    void an_event_that_was_not_published_is_counted_when_it_is_recorded_again() {
        journal.restore();
        memory.failNext(1);
        List<Event> events = List.of(event("pod/a"));
        assertThatThrownBy(() -> journal.record(events, TIME)).isInstanceOf(RuntimeException.class);
        journal.restore();
        assertThat(count("clearml.events.published")).isZero();
        journal.record(events, TIME);
        assertThat(count("clearml.events.published")).isEqualTo(1);
    }

    @Test
    void refusals_failures_and_being_fenced_are_counted() {
        memory.failRestores(1);
        assertThat(catchThrowable(journal::restore)).isNotNull();
        journal.restore();
        memory.refuse(event -> event.subject().equals("pod/a"));
        assertThatThrownBy(() -> journal.record(List.of(event("pod/a")), TIME))
                .isInstanceOf(EventsNotEmittedException.class);
        memory.fence();
        assertThatThrownBy(() -> journal.forget(List.of("pod/a"), TIME)).isInstanceOf(JournalFencedException.class);

        assertThat(count("clearml.journal.failures", "call", "restore")).isEqualTo(1);
        assertThat(count("clearml.journal.failures", "call", "record")).isEqualTo(1);
        assertThat(count("clearml.journal.failures", "call", "forget")).isEqualTo(1);
        assertThat(count("clearml.events.refused")).isEqualTo(1);
        assertThat(count("clearml.journal.fenced")).isEqualTo(1);
    }

    @Test
    void an_event_that_a_later_one_replaced_or_that_is_forgotten_by_now_is_not_counted_as_found() {
        journal.restore();
        memory.failNext(1);
        List<Event> events = List.of(event("pod/a"), event("pod/b"));
        assertThatThrownBy(() -> journal.record(events, TIME)).isInstanceOf(EventsNotEmittedException.class);
        // As if another version of it read these in its topic.
        memory.record(events, TIME);
        memory.record(List.of(event("pod/a", "pod.failed", Instant.now())), TIME);
        memory.forget(List.of("pod/b"), TIME);
        journal.restore();
        assertThat(count("clearml.events.published")).isZero();
    }
}
