package io.clearmladmin.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.testkit.InMemoryEventSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is counted of a sink, and of runs. */
class MeteredSinkTest {

    private static final Duration TIME = Duration.ofSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static Event event(String subject) {
        return new Event("run", Event.Kind.INVENTORY, "pod.present", "", subject, Instant.now(), Map.of());
    }

    private double count(String name) {
        return registry.get(name).counter().count();
    }

    @Test
    void events_and_snapshots_that_are_published_are_counted_and_those_that_are_not_are_failures() {
        InMemoryEventSink memory = InMemoryEventSink.wholeSnapshots();
        EventSink sink = EventMeters.in(registry).sink(memory);
        sink.emit(List.of(event("pod/a"), event("pod/b")), TIME);
        sink.emitSnapshot(List.of(event("pod/a"), event("pod/b"), event("pod/c")), TIME);
        assertThat(count("clearml.events.published")).isEqualTo(5);
        assertThat(count("clearml.sink.failures")).isZero();

        memory.refuse(event -> event.subject().equals("pod/b"));
        assertThatThrownBy(() -> sink.emit(List.of(event("pod/a"), event("pod/b")), TIME))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> sink.emitSnapshot(List.of(event("pod/b")), TIME))
                .isInstanceOf(RuntimeException.class);
        assertThat(count("clearml.sink.failures")).isEqualTo(2);
        assertThat(count("clearml.events.refused")).isEqualTo(2);
        assertThat(count("clearml.events.published")).isEqualTo(6);
        assertThat(registry.get("clearml.events.in.flight").gauge().value()).isZero();
    }

    @Test
    void events_of_a_sink_without_transactions_are_counted_as_they_are_published() {
        InMemoryEventSink memory = new InMemoryEventSink();
        EventSink sink = EventMeters.in(registry).sink(memory);
        memory.refuse(event -> event.subject().equals("pod/b"));
        assertThatThrownBy(() -> sink.emitSnapshot(List.of(event("pod/a"), event("pod/b"), event("end")), TIME))
                .isInstanceOf(RuntimeException.class);
        assertThat(count("clearml.events.published")).isEqualTo(memory.events().size());
    }

    @Test
    void only_a_run_that_is_complete_is_a_success() {
        RunMeters meters = RunMeters.in(registry);
        assertThat(meters.run(() -> "some", "all"::equals)).isEqualTo("some");
        assertThatThrownBy(() -> meters.run(
                        () -> {
                            throw new IllegalStateException("away");
                        },
                        result -> true))
                .hasMessage("away");
        assertThat(lastSuccess()).isZero();
        double before = System.currentTimeMillis() / 1e3;
        meters.run(() -> "all", "all"::equals);
        assertThat(lastSuccess()).isGreaterThanOrEqualTo(before);
        for (String outcome : List.of("complete", "incomplete", "failed")) {
            assertThat(registry.get("clearml.run.duration")
                            .tag("outcome", outcome)
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }

    private double lastSuccess() {
        return registry.get("clearml.emitter.last.success.timestamp").gauge().value();
    }

    @Test
    void a_part_is_healthy_as_long_as_it_has_no_problem() {
        String[] problem = {""};
        EventMeters.in(registry).health("sink", () -> Optional.of(problem[0]).filter(text -> !text.isEmpty()));
        assertThat(registry.get("clearml.healthy").tag("part", "sink").gauge().value())
                .isEqualTo(1);
        problem[0] = "it has ended";
        assertThat(registry.get("clearml.healthy").tag("part", "sink").gauge().value())
                .isZero();
    }
}
