package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clearmladmin.events.Event;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a monitor restores is what came last of each pod, in whatever order and however often a journal hands it over. */
class RestoredPodsTest {

    private static final String SOURCE = "70e5a1bb-9a3c-4a58-8d3a-b6a1d2b6b0f1";
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

    private static Event event(String type, String subject, Map<String, Object> data) {
        return new Event(SOURCE, Event.Kind.LIFECYCLE, type, "tenant", subject, TIME, data);
    }

    private static RestoredPods restored(Event... events) {
        return SomePods.restored(SOURCE, List.of(events));
    }

    @Test
    void a_later_event_of_a_pod_replaces_what_was_known_of_it() {
        RestoredPods restored = restored(
                event("pod.pending", "pod/a", Map.of("node", "one")),
                event("pod.running", "pod/b", Map.of("name", "b")),
                event("pod.running", "pod/a", Map.of("name", "a")));
        assertThat(restored.published()).containsOnlyKeys("a", "b");
        assertThat(Objects.requireNonNull(restored.published().get("a")).state())
                .isEqualTo(State.RUNNING);
        assertThat(Objects.requireNonNull(restored.data().get("a")).unpack()).isEqualTo(Map.of("name", "a"));
    }

    @Test
    void of_a_pod_that_was_deleted_only_that_is_known() {
        RestoredPods restored =
                restored(event("pod.running", "pod/a", Map.of()), event("pod.deleted", "pod/a", Map.of()));
        assertThat(restored.published()).containsOnlyKeys("a");
        assertThat(restored.data()).isEmpty();
    }

    @Test
    void what_is_forgotten_is_not_known_any_more_unless_it_comes_again() {
        RestoredPods restored = restored(
                event("pod.running", "pod/a", Map.of()),
                event("pod.running", "pod/b", Map.of()),
                event("monitor.watching", "monitor/" + SOURCE, Map.of()));
        List.of("pod/a", "pod/b", "pod/never", "monitor/" + SOURCE, "tenant/1").forEach(restored::onForgotten);
        restored.onLast(event("monitor.watching", "monitor/another", Map.of()));
        assertThat(restored.published()).isEmpty();
        assertThat(restored.data()).isEmpty();
        assertThat(restored.monitor()).isNull();
    }

    @Test
    void a_type_that_this_version_does_not_know_takes_the_place_of_one_that_it_does() {
        RestoredPods restored =
                restored(event("pod.running", "pod/a", Map.of()), event("pod.teleported", "pod/a", Map.of()));
        assertThat(restored.published()).isEmpty();
        assertThat(restored.data()).isEmpty();
    }

    @Test
    void all_that_went_while_nobody_watched_is_published_with_what_was_known_of_it() {
        RestoredPods restored = restored(
                event("pod.running", "pod/a", Map.of("namespace", "team", "name", "a", "task", "task-a")),
                event("pod.running", "pod/b", Map.of("namespace", "team", "name", "b", "task", "task-b")));
        PublishedPods published = new PublishedPods(
                new PodLife(SOURCE, "", Clock.systemUTC(), PodDetails.none()),
                new WatchedTimes(SOURCE, "", new MonitorScope("cluster", "pods"), restored.monitor()),
                new RunningPods(Duration.ofHours(1)),
                restored);
        published.eventsOf(
                new PublishedPods.Listed(new Relist(Relist.Reason.START, Optional.empty(), TIME, 0, 0, 0, 0)));
        assertThat(published.eventsOfUnshown((namespace, name, uid) -> Optional.empty()))
                .extracting(Event::type, event -> event.data().get("task"))
                .containsExactlyInAnyOrder(tuple("pod.deleted", "task-a"), tuple("pod.deleted", "task-b"));
        assertThat(published.size()).isZero();
    }
}
