package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.Relist.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodChangeQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    private final PodChangeQueue changes = new PodChangeQueue(3, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void gives_out_what_came_in_its_order() throws Exception {
        Change first = Change.to(null, SamplePods.of("a", 1));
        Change second = Change.to(first.now(), SamplePods.of("a", 2));
        changes.add(first);
        changes.add(second);
        assertThat(next(2)).containsExactly(first, second);
    }

    @Test
    void folds_the_changes_of_a_pod_when_it_is_full_and_says_how_many() throws Exception {
        for (int version = 1; version <= 5; version++) {
            changes.add(Change.to(version == 1 ? null : SamplePods.of("a", version - 1), SamplePods.of("a", version)));
        }
        assertThat(next(2))
                .containsExactly(
                        Change.to(null, SamplePods.of("a", 5)),
                        new Relist(Reason.SLOW_HANDLER, Optional.of(NOW), NOW, 1, 0, 0, 4));
    }

    @Test
    void reports_nothing_where_folding_merged_nothing() throws Exception {
        for (int pod = 1; pod <= 10; pod++) {
            changes.add(Change.to(null, SamplePods.of("pod" + pod, pod)));
        }
        assertThat(next(10)).hasSize(10).allMatch(one -> one instanceof Change);
    }

    @Test
    void gives_out_nothing_of_a_pod_that_came_and_went_meanwhile() throws Exception {
        TaskPod known = SamplePods.of("known", 1);
        for (int pod = 10; pod <= 13; pod++) {
            changes.add(Change.to(null, SamplePods.of("brief", pod)));
            changes.add(Change.gone(SamplePods.of("brief", pod), SamplePods.of("brief", pod)));
        }
        changes.add(Change.gone(known, known));
        List<Object> all = next(2);
        assertThat(all).hasSize(2);
        assertThat(all.get(0)).isEqualTo(Change.gone(known, known));
    }

    @Test
    void goes_on_when_all_that_was_folded_came_to_nothing() throws Exception {
        for (long time = 0; time < 4; time++) {
            changes.add(Change.to(null, SamplePods.of("brief", 2 * time)));
            changes.add(Change.gone(SamplePods.of("brief", 2 * time), SamplePods.of("brief", 2 * time + 1)));
        }
        assertThat(((Relist) next(1).get(0)).folded()).isPositive();
    }

    @Test
    void gives_out_a_pod_that_left_and_came_back_as_changed() throws Exception {
        TaskPod before = SamplePods.of("a", 1);
        changes.add(Change.gone(before, before));
        for (int version = 2; version <= 4; version++) {
            changes.add(Change.to(version == 2 ? null : SamplePods.of("a", version - 1), SamplePods.of("a", version)));
        }
        assertThat(next(2)).first().isEqualTo(Change.to(before, SamplePods.of("a", 4)));
    }

    @Test
    void keeps_the_start_and_puts_it_after_all_pods() throws Exception {
        for (int pod = 1; pod <= 5; pod++) {
            changes.add(Change.to(null, SamplePods.of("pod" + pod, pod)));
        }
        Relist start = new Relist(Reason.START, Optional.empty(), NOW, 5, 0, 0, 0);
        changes.add(start);
        changes.add(Change.to(SamplePods.of("pod1", 1), SamplePods.of("pod1", 9)));
        List<Object> all = next(6);
        assertThat(all).hasSize(6);
        assertThat(((Relist) all.get(5)).reason()).isEqualTo(Reason.START);
        assertThat(((Relist) all.get(5)).folded()).isEqualTo(1);
    }

    @Test
    void a_sync_comes_after_all_changes_before_it_also_where_those_were_folded() throws Exception {
        for (int version = 1; version <= 5; version++) {
            changes.add(Change.to(version == 1 ? null : SamplePods.of("a", version - 1), SamplePods.of("a", version)));
            changes.add(new Synced(NOW.plusSeconds(version)));
        }
        assertThat(next(3))
                .containsExactly(
                        Change.to(null, SamplePods.of("a", 5)),
                        new Relist(Reason.SLOW_HANDLER, Optional.of(NOW), NOW, 1, 0, 0, 4),
                        new Synced(NOW.plusSeconds(5)));
    }

    @Test
    void of_syncs_with_nothing_between_them_the_last_is_given_out() throws Exception {
        Change change = Change.to(null, SamplePods.of("a", 1));
        changes.add(new Synced(NOW));
        changes.add(change);
        changes.add(new Synced(NOW.plusSeconds(1)));
        changes.add(new Synced(NOW.plusSeconds(2)));
        assertThat(next(3)).containsExactly(new Synced(NOW), change, new Synced(NOW.plusSeconds(2)));
    }

    @Test
    void gives_out_nothing_once_closed() throws Exception {
        changes.add(Change.to(null, SamplePods.of("a", 1)));
        changes.close();
        changes.add(Change.to(null, SamplePods.of("b", 1)));
        assertThat(changes.take()).isNull();
        assertThat(changes.size()).isZero();
    }

    private List<Object> next(int count) throws InterruptedException {
        List<Object> all = new ArrayList<>();
        for (int taken = 0; taken < count; taken++) {
            Object next = changes.take();
            if (next != null) {
                all.add(next);
            }
        }
        assertThat(changes.size()).isZero();
        return all;
    }
}
