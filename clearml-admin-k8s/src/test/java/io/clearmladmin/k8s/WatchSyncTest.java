package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.k8s.Relist.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Up to when a handler was notified of everything. */
class WatchSyncTest extends ScriptedWatch {

    @Tag("long")
    @Test
    void it_is_synced_at_the_start_and_again_and_again_while_the_server_confirms() {
        Instant before = Instant.now();
        watching();
        Story.await(() -> !story.syncs().isEmpty(), SOON, () -> "not synced");
        Story.Sync first = story.syncs().get(0);
        assertThat(first.until()).isBetween(before, Instant.now());
        assertThat(first.phases()).isEqualTo(api.phases());
        api.phase("a", "Running");
        Instant changed = Instant.now();
        Map<String, String> truth = api.phases();
        Story.await(
                () -> story.syncs().stream().anyMatch(sync -> sync.until().isAfter(changed)),
                SOON,
                () -> "not synced again");
        assertThat(story.syncs())
                .filteredOn(sync -> sync.until().isAfter(changed))
                .allMatch(sync -> sync.phases().equals(truth));
        assertThat(story.reasons()).containsExactly(Reason.START);
        story.holds();
    }

    @Test
    void what_was_missed_is_reported_before_it_is_synced_again_and_nothing_is_while_the_server_is_away() {
        watching();
        CountDownLatch away = new CountDownLatch(1);
        Instant[] end = {Instant.MAX};
        for (int time = 0; time < 3; time++) {
            api.onWatch((request, out) -> {
                away.countDown();
                end[0] = Instant.now();
                return refuse(out, 503, "ServiceUnavailable");
            });
        }
        api.onWatch((request, out) -> {
            end[0] = Instant.now();
            api.delete("a");
            api.compact();
            return refuse(out, 410, "Expired");
        });
        api.cut();
        await(away);
        int syncs = story.syncs().size();
        Story.await(() -> story.syncs().size() > syncs, SOON, () -> "not synced again");
        Story.Sync again = story.syncs().get(syncs);
        assertThat(again.until()).isAfterOrEqualTo(end[0]);
        assertThat(again.relists()).isEqualTo(2);
        assertThat(again.phases()).isEqualTo(api.phases());
        assertThat(story.reasons()).containsExactly(Reason.START, Reason.EXPIRED);
    }

    @Test
    void the_check_beside_the_watch_syncs_where_the_watch_is_silent() {
        for (int time = 0; time < 3; time++) {
            api.onWatch((request, out) -> {
                out.head(200);
                return hang(out);
            });
        }
        watch = builder()
                .watchTime(SOON.multipliedBy(2))
                .checkInterval(Duration.ofSeconds(1))
                .build();
        watch.start();
        Story.await(() -> story.syncs().size() > 1, SOON, () -> "not synced again");
        assertThat(story.reasons()).containsExactly(Reason.START);
    }

    @Test
    void two_selections_are_synced_up_to_the_older_of_both() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        api.onList((request, out) -> false);
        api.onList((request, out) -> {
            asked.countDown();
            await(free);
            return false;
        });
        watch = builder().query(PodQuery.allNamespaces()).build();
        watch.start();
        await(asked);
        Instant before = Instant.now();
        Story.await(() -> watch.snapshot().size() == 2, SOON, () -> "not listed");
        assertThat(story.syncs()).isEmpty();
        free.countDown();
        Story.await(() -> !story.syncs().isEmpty(), SOON, () -> "not synced");
        assertThat(story.syncs().get(0).until()).isBeforeOrEqualTo(before);
        story.holds();
    }
}
