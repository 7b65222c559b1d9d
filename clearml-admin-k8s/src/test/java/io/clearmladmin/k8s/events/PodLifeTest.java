package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSchemas;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is published of a pod, after what was published and by what is seen. */
class PodLifeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private final PodLife life = new PodLife("monitor-1", "eu-1", Clock.fixed(NOW, ZoneOffset.UTC), PodDetails.none());

    private List<Event> events(List<TaskPod> seen) {
        List<Event> events = new ArrayList<>();
        PodLife.Published published = null;
        for (TaskPod pod : seen) {
            Optional<Event> event = life.event(published, pod);
            event.ifPresent(events::add);
            published = event.flatMap(PodLife.Published::of).orElse(published);
        }
        return events;
    }

    /** All lives of up to four states, each beginning in one of two seconds, also before the state before it. */
    private static void eachLife(List<TaskPod> so, Consumer<List<TaskPod>> each) {
        if (!so.isEmpty()) {
            each.accept(so);
        }
        if (so.size() == 4) {
            return;
        }
        for (State state : State.values()) {
            for (int second = 0; second < 2; second++) {
                List<TaskPod> longer = new ArrayList<>(so);
                TaskPod pod = SomePods.pod("uid-1", state, second);
                longer.add(
                        state == State.DELETED
                                ? SomePods.gone(pod, Optional.of(pod.status().since()))
                                : pod);
                eachLife(longer, each);
            }
        }
    }

    @Test
    void no_two_events_of_a_pod_have_the_same_id_and_times_do_not_go_back() {
        eachLife(List.of(), seen -> {
            List<Event> events = events(seen);
            Set<UUID> ids = events.stream().map(Event::id).collect(Collectors.toSet());
            List<Instant> times = events.stream().map(Event::time).toList();
            if (ids.size() != events.size() || !times.stream().sorted().toList().equals(times)) {
                throw new AssertionError(seen + " became " + events);
            }
        });
    }

    @Test
    void a_pod_has_one_end_however_it_lives() {
        eachLife(List.of(), seen -> {
            long ends = events(seen).stream().filter(PodEvents::isEnd).count();
            boolean hasEnded =
                    seen.stream().anyMatch(pod -> pod.status().state().isFinal());
            if (ends != (hasEnded ? 1 : 0)) {
                throw new AssertionError(ends + " ends of " + seen);
            }
        });
    }

    @Test
    void what_is_published_fits_the_schemas() {
        Set<String> published = new HashSet<>();
        eachLife(List.of(), seen -> {
            if (seen.size() < 3) {
                events(seen).forEach(event -> {
                    published.add(event.type());
                    assertFits(event);
                });
            }
        });
        Set<String> lifecycle = new HashSet<>(PodEvents.types());
        lifecycle.removeAll(Set.of(PodEvents.PRESENT, PodEvents.STILL_RUNNING));
        assertThat(published).isEqualTo(lifecycle);
    }

    static void assertFits(Event event) {
        try {
            assertThat(SCHEMAS.computeIfAbsent(event.type(), type -> FACTORY.getSchema(EventSchemas.of(type)))
                            .validate(
                                    new JsonMapper().writeValueAsString(event.data()),
                                    InputFormat.JSON,
                                    context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .as("%s", event)
                    .isEmpty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void the_same_state_has_the_same_id_whoever_reads_it_and_whenever() {
        PodLife later =
                new PodLife("monitor-1", "", Clock.fixed(NOW.plusSeconds(99), ZoneOffset.UTC), PodDetails.none());
        for (State state : State.values()) {
            if (state == State.UNLABELLED) {
                continue; // The cluster does not say when.
            }
            TaskPod pod = SomePods.pod("uid-1", state, 7);
            TaskPod shown = state == State.DELETED ? SomePods.gone(pod, Optional.of(NOW)) : pod;
            assertThat(later.event(null, shown).map(Event::id))
                    .isEqualTo(life.event(null, shown).map(Event::id));
            assertThat(life.event(null, shown).map(Event::time))
                    .contains(shown.status().since());
        }
    }

    @Test
    void another_reason_of_the_same_state_is_no_event() {
        TaskPod pending = SomePods.pod("uid-1", State.PENDING, 0);
        PodLife.Published published =
                new PodLife.Published(State.PENDING, pending.status().since(), "", null, null, null);
        assertThat(life.event(published, pending)).isEmpty();
    }

    @Test
    void a_pod_that_ran_and_vanished_has_an_end_that_is_not_known() {
        Event running =
                life.event(null, SomePods.pod("uid-1", State.RUNNING, 5)).orElseThrow();
        Event gone = life.vanished(PodLife.Published.of(running).orElseThrow(), "uid-1", running.data());
        assertThat(gone.time()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123Z"));
        assertThat(gone.data())
                .containsEntry("ended", "2026-11-21T12:00:00.123Z")
                .containsEntry("end_known", false)
                .containsEntry("previous", "running")
                .containsEntry("task", "task-uid-1")
                .doesNotContainKey("since");
        assertFits(gone);
        // The same, where a watch noticed it.
        Event unseen = life.event(
                        PodLife.Published.of(running).orElseThrow(),
                        SomePods.gone(SomePods.pod("uid-1", State.RUNNING, 5), Optional.empty()))
                .orElseThrow();
        assertThat(unseen.id()).isEqualTo(gone.id());
    }

    @Test
    void a_pod_that_ended_and_vanished_keeps_its_end_and_needs_no_clock() {
        for (State state : List.of(State.SUCCEEDED, State.FAILED, State.EVICTED)) {
            TaskPod pod = SomePods.pod("uid-1", state, 5);
            Event ended = life.event(null, pod).orElseThrow();
            PodLife.Published published = PodLife.Published.of(ended).orElseThrow();
            for (Event gone : Arrays.asList(
                    life.vanished(published, "uid-1", ended.data()),
                    life.event(published, SomePods.gone(pod, Optional.empty())).orElseThrow())) {
                assertThat(gone.time()).isEqualTo(pod.status().since());
                assertThat(gone.data())
                        .containsEntry("ended", ended.data().get("ended"))
                        .containsEntry("end_known", state != State.EVICTED)
                        .doesNotContainKey("others_running");
                assertThat(PodEvents.isEnd(gone)).isFalse();
                assertFits(gone);
            }
        }
    }

    @Test
    void a_start_that_was_published_never_moves() {
        Instant first = Instant.parse("2026-11-21T10:00:00Z");
        Event running = life.event(null, restarted(State.RUNNING, first, 0)).orElseThrow();
        PodLife.Published published = PodLife.Published.of(running).orElseThrow();
        Event unknown = life.event(published, restarted(State.UNKNOWN, first.plusSeconds(3_600), 2))
                .orElseThrow();
        Event ended = life.event(
                        PodLife.Published.of(unknown).orElseThrow(),
                        restarted(State.SUCCEEDED, first.plusSeconds(7_200), 3))
                .orElseThrow();
        for (Event event : List.of(running, unknown, ended)) {
            assertThat(event.data()).containsEntry("started", first.toString());
        }
        assertThat(life.event(published, SomePods.pod("uid-1", bare(State.EVICTED)))
                        .orElseThrow()
                        .data())
                .as("a pod that is evicted may have lost its containers' states")
                .containsEntry("started", first.toString());
    }

    private static TaskPod restarted(State state, Instant started, int restarts) {
        Instant now = started.plusSeconds(60);
        return SomePods.pod(
                "uid-1",
                SomePods.status(
                        state,
                        now,
                        Optional.of(started),
                        state.isFinal() ? Optional.of(now) : Optional.empty(),
                        Optional.empty(),
                        restarts));
    }

    /** Of which the cluster says nothing but the state. */
    private static Status bare(State state) {
        return new Status(
                state,
                "Failed",
                "Evicted",
                "",
                SomePods.CREATED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Optional.empty());
    }

    @Test
    void an_end_that_the_cluster_does_not_say_is_when_it_was_noticed() {
        Event running =
                life.event(null, SomePods.pod("uid-1", State.RUNNING, 5)).orElseThrow();
        PodLife.Published published = PodLife.Published.of(running).orElseThrow();
        Event evicted = life.event(published, SomePods.pod("uid-1", bare(State.EVICTED)))
                .orElseThrow();
        assertThat(evicted.data())
                .containsEntry("ended", "2026-11-21T12:00:00.123Z")
                .containsEntry("end_known", false);
        assertThat(evicted.time()).as("the same whoever notices it").isEqualTo(running.time());
        TaskPod deleted = SomePods.gone(
                SomePods.pod("uid-1", State.RUNNING, 5), Optional.of(Instant.parse("2026-11-21T11:00:00Z")));
        assertThat(life.event(published, deleted).orElseThrow().data())
                .as("that a deletion was requested is not when it ended")
                .containsEntry("deletion", "2026-11-21T11:00:00Z")
                .containsEntry("ended", "2026-11-21T12:00:00.123Z")
                .containsEntry("end_known", false);
    }

    @Test
    void a_tenant_that_was_known_is_not_forgotten_and_an_unknown_one_is_empty() {
        TaskPod running = SomePods.pod("uid-1", State.RUNNING, 5).withTenant(Optional.empty());
        assertThat(life.event(null, running).orElseThrow().tenant()).isEmpty();
        PodLife.Published published =
                new PodLife.Published(State.PENDING, SomePods.CREATED, "tenant-7", null, null, null);
        assertThat(life.event(published, running).orElseThrow().tenant()).isEqualTo("tenant-7");
    }

    @Test
    void what_was_never_published_is_not_published_as_unlabelled() {
        assertThat(life.event(null, SomePods.pod("uid-1", State.UNLABELLED, 5))).isEmpty();
    }

    @Test
    void a_pod_that_is_selected_again_goes_on_where_it_was() {
        TaskPod pod = restartedAt(SomePods.CREATED, 0);
        Event running = life.event(null, pod).orElseThrow();
        Event unlabelled = life.event(PodLife.Published.of(running).orElseThrow(), PodLife.as(State.UNLABELLED, pod))
                .orElseThrow();
        assertThat(unlabelled.type()).isEqualTo(PodEvents.UNLABELLED);
        assertThat(unlabelled.time()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123Z"));
        assertThat(unlabelled.data())
                .containsEntry("previous", "running")
                .containsEntry("since", "2026-11-21T12:00:00.123Z")
                .containsEntry("started", SomePods.CREATED.toString());
        assertThat(PodEvents.isEnd(unlabelled)).isFalse();
        PodLife later =
                new PodLife("monitor-1", "", Clock.fixed(NOW.plusSeconds(99), ZoneOffset.UTC), PodDetails.none());
        Event again = later.event(
                        PodLife.Published.of(unlabelled).orElseThrow(),
                        restartedAt(SomePods.CREATED.plusSeconds(9), 1).withTenant(Optional.empty()))
                .orElseThrow();
        assertThat(again.type()).isEqualTo(PodEvents.RUNNING);
        assertThat(again.time()).as("when it was noticed").isEqualTo(Instant.parse("2026-11-21T12:01:39.123Z"));
        assertThat(again.tenant()).isEqualTo("tenant-1");
        assertThat(again.data())
                .containsEntry("previous", "unlabelled")
                .containsEntry("started", SomePods.CREATED.toString());
    }

    private static TaskPod restartedAt(Instant started, int restarts) {
        return restarted(State.RUNNING, started, restarts);
    }
}
