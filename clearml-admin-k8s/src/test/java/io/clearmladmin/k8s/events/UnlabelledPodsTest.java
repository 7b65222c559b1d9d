package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.types;
import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is published of pods that are there, and not selected any more. */
class UnlabelledPodsTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    private final PodsInMemory pods = new PodsInMemory();
    private final InMemoryJournal journal = new InMemoryJournal();

    private PodMonitor started(InMemoryJournal to) {
        return PodMonitorTest.started(
                new PodMonitor.Builder(to, pods).source(UUID).checkInterval(Duration.ofSeconds(1)));
    }

    private static void untilLast(InMemoryJournal journal, String uid, String type) {
        until(uid + " is " + type, () -> {
            List<String> types = types(journal, uid);
            return !types.isEmpty() && types.get(types.size() - 1).equals(type);
        });
    }

    private static Event last(InMemoryJournal journal, String uid) {
        return Objects.requireNonNull(journal.remembered().get("pod/" + uid), uid);
    }

    @Test
    void a_pod_whose_label_goes_and_comes_has_one_life_and_one_end() {
        try (PodMonitor monitor = started(journal)) {
            pods.put(SomePods.pod("a", State.RUNNING, 0));
            pods.unlabel("a");
            untilLast(journal, "a", PodEvents.UNLABELLED);
            pods.label("a");
            untilLast(journal, "a", PodEvents.RUNNING);
            pods.unlabel("a");
            pods.label("a");
            pods.put(SomePods.pod("a", State.SUCCEEDED, 9));
            pods.unlabel("a");
            pods.label("a");
            pods.remove("a", Optional.empty());
            untilLast(journal, "a", PodEvents.DELETED);
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(types(journal, "a"))
                .containsExactly(
                        PodEvents.RUNNING,
                        PodEvents.UNLABELLED,
                        PodEvents.RUNNING,
                        PodEvents.UNLABELLED,
                        PodEvents.RUNNING,
                        PodEvents.SUCCEEDED,
                        PodEvents.DELETED);
        assertThat(journal.published()).filteredOn(PodEvents::isEnd).hasSize(1);
        assertThat(journal.published()).allSatisfy(PodLifeTest::assertFits);
        assertThat(PodMonitorTest.ofPods(journal.published()).stream().map(Event::time))
                .isSorted();
    }

    @Test
    void what_becomes_of_unlabelled_pods_is_found_out_and_published() {
        try (PodMonitor monitor = started(journal)) {
            for (String uid : List.of("stays", "goes", "ends", "ended")) {
                pods.put(SomePods.pod(uid, State.RUNNING, 0));
            }
            pods.put(SomePods.pod("ended", State.SUCCEEDED, 1));
            untilLast(journal, "ended", PodEvents.SUCCEEDED);
            for (String uid : List.of("stays", "goes", "ends", "ended")) {
                pods.unlabel(uid);
            }
            untilLast(journal, "ends", PodEvents.UNLABELLED);
            pods.removeUnlabelled("goes");
            pods.removeUnlabelled("ended");
            pods.putUnlabelled(SomePods.pod("ends", State.FAILED, 7));
            untilLast(journal, "goes", PodEvents.DELETED);
            untilLast(journal, "ended", PodEvents.DELETED);
            untilLast(journal, "ends", PodEvents.FAILED);
            assertThat(last(journal, "goes").data())
                    .containsEntry("end_known", false)
                    .containsEntry("previous", "unlabelled");
            assertThat(last(journal, "ends").data())
                    .containsEntry("end_known", true)
                    .containsEntry("ended", SomePods.CREATED.plusSeconds(7).toString());
            pods.removeUnlabelled("ends");
            untilLast(journal, "ends", PodEvents.DELETED);
            assertThat(types(journal, "stays")).containsExactly(PodEvents.RUNNING, PodEvents.UNLABELLED);
            assertThat(types(journal, "ended"))
                    .containsExactly(PodEvents.RUNNING, PodEvents.SUCCEEDED, PodEvents.DELETED);
            for (String uid : List.of("goes", "ends", "ended")) {
                until(uid + " is forgotten", () -> !journal.remembered().containsKey("pod/" + uid));
            }
            assertThat(journal.remembered()).containsOnlyKeys("pod/stays", "monitor/" + UUID);
            assertThat(monitor.problem()).isEmpty();
        }
        assertThat(journal.published()).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void a_pod_that_is_missing_after_a_restart_is_deleted_only_if_it_is_not_there() {
        try (PodMonitor monitor = started(journal)) {
            for (String uid : List.of("stays", "goes", "ends", "was")) {
                pods.put(SomePods.pod(uid, State.RUNNING, 0));
            }
            pods.unlabel("was");
            untilLast(journal, "was", PodEvents.UNLABELLED);
            assertThat(monitor.problem()).isEmpty();
        }
        pods.unlabel("stays");
        pods.unlabel("ends");
        pods.putUnlabelled(SomePods.pod("ends", State.FAILED, 7));
        pods.remove("goes", Optional.empty());
        InMemoryJournal again = journal.restarted();
        pods.failFinds(3);
        try (PodMonitor monitor = started(again)) {
            untilLast(again, "goes", PodEvents.DELETED);
            untilLast(again, "stays", PodEvents.UNLABELLED);
            untilLast(again, "ends", PodEvents.FAILED);
            until("the cluster has answered", () -> monitor.problem().isEmpty());
            assertThat(types(again, "was")).containsExactly(PodEvents.RUNNING, PodEvents.UNLABELLED);
            pods.label("was");
            untilLast(again, "was", PodEvents.RUNNING);
        }
        assertThat(types(again, "goes")).containsExactly(PodEvents.RUNNING, PodEvents.DELETED);
        assertThat(again.published()).allSatisfy(PodLifeTest::assertFits);
    }

    @Test
    void while_the_cluster_does_not_say_whether_a_pod_is_there_nothing_is_published_of_it_and_others_go_on() {
        try (PodMonitor monitor = started(journal)) {
            pods.put(SomePods.pod("a", State.RUNNING, 0));
            untilLast(journal, "a", PodEvents.RUNNING);
            assertThat(monitor.problem()).isEmpty();
        }
        pods.unlabel("a");
        pods.failFinds(Integer.MAX_VALUE);
        InMemoryJournal again = journal.restarted();
        try (PodMonitor monitor =
                new PodMonitor.Builder(again, pods).source(UUID).build()) {
            monitor.start();
            until("it is asked for again and again", () -> pods.finds() > 2);
            pods.put(SomePods.pod("b", State.RUNNING, 0));
            untilLast(again, "b", PodEvents.RUNNING);
            assertThat(monitor.problem().orElseThrow()).contains("find was set to fail");
            assertThat(types(again, "a")).containsExactly(PodEvents.RUNNING);
            pods.failFinds(0);
            untilLast(again, "a", PodEvents.UNLABELLED);
        }
    }
}
