package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.Relist.Reason;
import io.clearmladmin.k8s.TaskPod.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pod that lost its label is not a deleted one, though the server shows both in the same way. */
class VanishedPodsTest extends ScriptedWatch {

    @Test
    void a_pod_without_its_label_is_unlabelled_with_what_it_does_now_and_added_when_it_has_it_again() {
        watching();
        String a = api.uid("a");
        api.phase("a", "Running");
        story.becomes(api::phases, SOON);
        api.unlabel("a");
        gone(1);
        TaskPod last = story.gone().get(0);
        assertThat(last.status().state()).isEqualTo(State.UNLABELLED);
        assertThat(last.status().phase()).isEqualTo("Running");
        assertThat(watch.snapshot()).extracting(TaskPod::name).containsExactly("b");
        api.label("a");
        story.becomes(api::phases, SOON);
        assertThat(story.of(a)).containsExactly("Pending", "Running", "unlabelled", "Running");
    }

    @Test
    void a_pod_that_is_not_there_any_more_is_deleted_and_so_is_one_made_again_under_its_name() {
        watching();
        String a = api.uid("a");
        String b = api.uid("b");
        api.delete("a");
        gone(1);
        api.delete("b");
        api.create("b");
        gone(2);
        story.becomes(api::phases, SOON);
        assertThat(story.of(a)).endsWith("gone");
        assertThat(story.of(b)).endsWith("gone");
        assertThat(story.gone()).allMatch(pod -> pod.status().state() == State.DELETED);
    }

    @Test
    void what_a_list_does_not_show_any_more_is_looked_up_before_it_is_reported_as_listed() {
        watching();
        String a = api.uid("a");
        String b = api.uid("b");
        api.onWatch((request, out) -> {
            api.unlabel("a");
            api.delete("b");
            api.compact();
            return refuse(out, 410, "Expired");
        });
        api.onGet((request, out) -> refuse(out, 503, "ServiceUnavailable"));
        api.cut();
        Story.await(() -> story.reasons().contains(Reason.EXPIRED), SOON, () -> "no relist");
        assertThat(story.of(a)).endsWith("unlabelled");
        assertThat(story.of(b)).endsWith("gone");
        assertThat(story.relists().get(1).gone()).isEqualTo(2);
    }

    @Tag("long")
    @Test
    void nothing_is_synced_as_long_as_a_pod_that_went_before_is_still_looked_up() {
        watching();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        api.onGet((request, out) -> {
            asked.countDown();
            await(free);
            return false;
        });
        api.delete("a");
        await(asked);
        Instant went = Instant.now();
        api.create("c");
        Story.await(() -> watch.lastSync().orElseThrow().isAfter(went.plusSeconds(6)), SOON, () -> "silent");
        assertThat(story.gone()).isEmpty();
        assertThat(story.syncs()).noneMatch(sync -> sync.until().isAfter(went));
        free.countDown();
        Story.await(
                () -> story.syncs().stream().anyMatch(sync -> sync.until().isAfter(went)), SOON, () -> "not synced");
        assertThat(story.syncs())
                .filteredOn(sync -> sync.until().isAfter(went))
                .allMatch(sync -> sync.phases().equals(api.phases()));
    }

    @Test
    void a_pod_that_shows_itself_again_before_it_was_looked_up_had_not_gone() {
        watching();
        String a = api.uid("a");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        api.onGet((request, out) -> {
            asked.countDown();
            await(free);
            return false;
        });
        api.unlabel("a");
        await(asked);
        api.label("a");
        api.phase("a", "Running");
        story.becomes(api::phases, SOON);
        free.countDown();
        api.delete("a");
        gone(1);
        assertThat(story.of(a)).containsExactly("Pending", "Running", "gone");
    }

    @Test
    void without_the_right_to_get_pods_they_count_as_deleted() {
        watching();
        for (int time = 0; time < 2; time++) {
            api.onGet((request, out) -> refuse(out, 403, "Forbidden"));
        }
        api.unlabel("a");
        gone(1);
        api.delete("b");
        gone(2);
        assertThat(story.gone()).allMatch(pod -> pod.status().state() == State.DELETED);
        assertThat(watch.isHealthy()).isTrue();
    }

    @Test
    @Tag("long")
    void a_server_that_keeps_failing_at_looking_up_is_not_waited_for_for_ever() {
        watching();
        for (int time = 0; time < 30; time++) {
            api.onGet((request, out) -> refuse(out, 400, "BadRequest"));
        }
        api.delete("a");
        gone(1);
        assertThat(story.gone().get(0).status().state()).isEqualTo(State.DELETED);
    }

    @Test
    void many_at_once_are_looked_up_by_one_list_of_metadata() {
        for (int pod = 0; pod < 300; pod++) {
            api.create("many-" + pod);
        }
        watching();
        story.becomes(api::phases, SOON);
        CountDownLatch free = new CountDownLatch(1);
        api.onGet((request, out) -> {
            await(free);
            return false;
        });
        api.delete("many-0");
        for (int pod = 1; pod < 290; pod++) {
            api.delete("many-" + pod);
        }
        api.unlabel("many-290");
        Story.await(() -> watch.snapshot().size() == 11, SOON, () -> "not seen");
        free.countDown();
        gone(291);
        assertThat(story.gone())
                .filteredOn(pod -> pod.status().state() == State.UNLABELLED)
                .extracting(TaskPod::name)
                .containsExactly("many-290");
        List<ScriptedApi.Request> lookups = api.requests().stream()
                .filter(request -> request.isLookup() && !request.isWatch())
                .toList();
        // What came before the first look-up, which waits for an answer, is looked up pod by pod if it is few.
        assertThat(lookups).hasSizeLessThan(100);
        assertThat(lookups)
                .anyMatch(request ->
                        request.headers().getOrDefault("accept", "").contains("as=PartialObjectMetadataList"));
        story.holds();
    }

    @Test
    void many_that_lost_their_label_at_once_are_all_unlabelled() {
        for (int pod = 0; pod < 200; pod++) {
            api.create("many-" + pod);
        }
        watching();
        story.becomes(api::phases, SOON);
        api.onWatch((request, out) -> {
            for (int pod = 0; pod < 200; pod++) {
                api.unlabel("many-" + pod);
            }
            api.compact();
            return refuse(out, 410, "Expired");
        });
        api.cut();
        gone(200);
        assertThat(story.gone()).allMatch(pod -> pod.status().state() == State.UNLABELLED);
        assertThat(api.requests()).filteredOn(request -> request.isGet()).hasSizeLessThan(60);
    }

    @Test
    void closing_does_not_wait_for_a_look_up() {
        watching();
        CountDownLatch asked = new CountDownLatch(1);
        api.onGet((request, out) -> {
            asked.countDown();
            out.hang();
            return true;
        });
        api.delete("a");
        await(asked);
        long begin = System.nanoTime();
        watch.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("clearml-pod-"));
    }

    @Test
    void a_pod_is_found_by_its_name_whatever_its_labels() {
        String a = api.uid("a");
        api.unlabel("a");
        Pods pods = kubernetes.pods();
        assertThat(pods.find("clearml", "a")).get().extracting(TaskPod::uid).isEqualTo(a);
        assertThat(pods.find("clearml", "nobody")).isEmpty();
    }

    private void gone(int count) {
        Story.await(() -> story.gone().size() >= count, SOON, () -> "gone: " + story.gone());
    }
}
