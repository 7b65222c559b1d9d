package io.clearmladmin.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.clearmladmin.k8s.Relist.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What no real server can be made to do: after each, the handler knows what is true, and nothing it was notified of went
 * backward.
 */
class ScriptedFaultsTest extends ScriptedWatch {

    @Test
    void the_handler_is_notified_as_pods_come_change_and_go() {
        watching();
        String c = api.create("c");
        api.phase("c", "Running");
        api.phase("c", "Succeeded");
        api.delete("c");
        converges();
        Story.await(() -> story.gone().size() == 1, SOON, () -> "not gone");
        assertThat(story.of(c)).containsExactly("Pending", "Running", "Succeeded", "gone");
        assertThat(story.reasons()).containsExactly(Reason.START);
        assertThat(watch.snapshot()).extracting(TaskPod::name).containsExactlyInAnyOrder("a", "b");
        assertThat(watch.isHealthy()).isTrue();
    }

    @Test
    void a_pod_made_again_under_its_name_is_another_one() {
        watching();
        String first = uid("a");
        api.delete("a");
        String second = api.create("a");
        converges();
        assertThat(story.of(first)).endsWith("gone");
        assertThat(story.of(second)).containsExactly("Pending");
    }

    @Test
    void what_is_sent_twice_notifies_once() {
        api.onWatch((request, out) -> {
            out.head(200);
            String twice = ScriptedApi.event("ADDED", api.jsonOf("c"));
            out.chunk(twice + twice);
            out.end();
            return true;
        });
        String c = api.create("c");
        watching();
        api.phase("c", "Running");
        converges();
        assertThat(story.of(c)).containsExactly("Pending", "Running");
    }

    @Test
    void an_older_version_after_a_newer_one_does_not_notify() {
        String old = api.jsonOf("a");
        api.phase("a", "Running");
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.event("MODIFIED", old));
            return hang(out);
        });
        watching();
        api.cut();
        api.create("c");
        converges();
        assertThat(story.of(uid("a"))).containsExactly("Running");
    }

    @Test
    void a_pod_that_is_gone_does_not_come_back_by_a_late_event() {
        String old = api.jsonOf("a");
        String a = uid("a");
        watching();
        api.delete("a");
        converges();
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.event("MODIFIED", old));
            out.end();
            return true;
        });
        api.cut();
        api.create("c");
        converges();
        Story.await(() -> story.reasons().contains(Reason.DISORDER), SOON, () -> "no relist");
        assertThat(story.of(a)).containsExactly("Pending", "gone");
    }

    @Test
    void an_expired_version_leads_to_a_list_and_says_since_when_it_was_blind() {
        watching();
        Instant before = watch.lastSync().orElseThrow();
        api.onWatch((request, out) -> {
            api.delete("a");
            api.create("d");
            api.phase("b", "Running");
            api.compact();
            return false;
        });
        api.cut();
        converges();
        Story.await(() -> story.reasons().contains(Reason.EXPIRED), SOON, () -> "no relist");
        Relist relist = story.relists().get(1);
        assertThat(List.of(relist.appeared(), relist.changed(), relist.gone())).containsExactly(1L, 1L, 1L);
        assertThat(relist.since().orElseThrow()).isAfterOrEqualTo(before);
        assertThat(relist.until()).isAfterOrEqualTo(relist.since().orElseThrow());
    }

    @Test
    void an_expired_version_may_be_an_answer_of_http_too() {
        watching();
        api.onWatch((request, out) -> refuse(out, 410, "Expired"));
        api.cut();
        api.create("c");
        converges();
        Story.await(() -> story.reasons().contains(Reason.EXPIRED), SOON, () -> "no relist");
    }

    @Test
    void a_list_that_expires_between_its_pages_is_read_again() {
        api.onList((request, out) -> {
            String page = api.list(api.version());
            out.whole(200, page.replace("\"},\"items\"", "\",\"continue\":\"token-1\"},\"items\""));
            return true;
        });
        api.onList((request, out) -> {
            api.delete("a");
            return refuse(out, 410, "Expired");
        });
        watching();
        converges();
        assertThat(story.phases()).containsOnlyKeys(uid("b"));
    }

    @Test
    void a_list_that_always_expires_between_its_pages_is_read_in_one_piece() {
        for (int time = 0; time < 3; time++) {
            api.onList((request, out) -> refuse(out, 410, "Expired"));
        }
        watching();
        converges();
        assertThat(api.requests())
                .anyMatch(request -> "0".equals(request.query().get("limit")));
    }

    @Test
    void a_line_of_garbage_ends_the_watch_and_not_the_watching() {
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk("<html>}{ oops\n");
            out.end();
            return true;
        });
        watching();
        api.phase("a", "Running");
        converges();
        assertThat(story.reasons()).containsExactly(Reason.START);
    }

    @Test
    void an_event_that_is_cut_in_the_middle_is_read_again() {
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.event("MODIFIED", api.jsonOf("a")).substring(0, 100));
            out.cut();
            return true;
        });
        watching();
        api.phase("a", "Running");
        converges();
    }

    @Test
    void a_pod_without_a_uid_or_a_type_that_does_not_exist_is_not_believed() {
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.event("ADDED", "{\"metadata\":{\"name\":\"x\",\"resourceVersion\":\"9999\"}}"));
            out.end();
            return true;
        });
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.event("RENAMED", api.jsonOf("a")));
            out.end();
            return true;
        });
        watching();
        api.phase("a", "Running");
        converges();
    }

    @Test
    void errors_of_every_kind_in_a_watch_are_waited_out() {
        for (int code : new int[] {400, 401, 403, 404, 429, 500, 503, 504}) {
            api.onWatch((request, out) -> {
                out.head(200);
                out.chunk(ScriptedApi.error(code, "Code" + code));
                out.end();
                return true;
            });
        }
        watching();
        api.phase("a", "Running");
        converges();
        Story.await(watch::isHealthy, SOON, () -> watch.problem().toString());
    }

    @Test
    @Tag("long")
    void answers_of_every_kind_to_a_list_are_waited_out() {
        for (int code : new int[] {400, 401, 403, 404, 429, 500, 503, 504}) {
            api.onList((request, out) -> refuse(out, code, "Code" + code));
        }
        api.onList((request, out) -> {
            out.whole(200, "<html>not a list</html>");
            return true;
        });
        watching();
        converges();
    }

    @Test
    void a_version_that_the_server_does_not_have_yet_is_waited_for() {
        watching();
        api.onWatch((request, out) -> refuse(out, 504, "Timeout"));
        api.onWatch((request, out) -> refuse(out, 504, "Timeout"));
        api.cut();
        api.create("c");
        converges();
        assertThat(story.reasons()).containsExactly(Reason.START);
    }

    @Test
    void a_bookmark_moves_on_without_notifying() {
        CountDownLatch sent = new CountDownLatch(1);
        api.onWatch((request, out) -> {
            out.head(200);
            out.chunk(ScriptedApi.bookmark(api.version() + 500));
            sent.countDown();
            out.end();
            return true;
        });
        watching();
        Story.await(
                () -> api.requests().stream()
                        .anyMatch(request -> String.valueOf(api.version() + 500)
                                .equals(request.query().get("resourceVersion"))),
                SOON,
                () -> "the watch did not go on from the bookmark");
        assertThat(story.calls()).isEqualTo(2);
        assertThat(sent.getCount()).isZero();
    }

    @Test
    void an_older_list_after_a_newer_one_is_not_believed() {
        String old = api.list(api.version());
        api.phase("a", "Running");
        String c = api.create("c");
        watching();
        api.onWatch((request, out) -> refuse(out, 410, "Expired"));
        for (int time = 0; time < 3; time++) {
            api.onList((request, out) -> {
                out.whole(200, old);
                return true;
            });
        }
        api.cut();
        Story.await(() -> story.reasons().contains(Reason.EXPIRED), SOON, () -> "no relist");
        converges();
        assertThat(story.of(uid("a"))).containsExactly("Running");
        assertThat(story.of(c)).containsExactly("Pending");
    }

    @Test
    @Tag("long")
    void a_server_that_stays_behind_has_another_history_which_is_believed_in_the_end() {
        watch = builder().olderFor(Duration.ofMillis(500)).build();
        watch.start();
        story.becomes(api::phases, SOON);
        api.delete("a");
        story.becomes(api::phases, SOON);
        story.newHistory();
        api.restoreAt(10);
        api.create("z");
        api.cut();
        story.becomes(api::phases, SOON);
        Story.await(() -> story.reasons().contains(Reason.RESTORED), SOON, () -> "not said");
    }

    @Test
    void another_history_is_found_by_the_check_where_the_watch_says_nothing() {
        for (int time = 0; time < 3; time++) {
            api.onWatch((request, out) -> {
                out.head(200);
                return hang(out);
            });
        }
        watch = builder()
                .watchTime(SOON.multipliedBy(2))
                .checkInterval(Duration.ofSeconds(1))
                .olderFor(Duration.ofMillis(500))
                .build();
        watch.start();
        story.becomes(api::phases, SOON);
        story.newHistory();
        api.restoreAt(10);
        api.create("z");
        story.becomes(api::phases, SOON);
    }

    @Test
    void a_watch_that_ends_at_once_again_and_again_does_not_become_a_storm() {
        AtomicInteger watches = new AtomicInteger();
        for (int time = 0; time < 1_000; time++) {
            api.onWatch((request, out) -> {
                watches.incrementAndGet();
                out.head(200);
                out.end();
                return true;
            });
        }
        watching();
        long begin = System.nanoTime();
        Story.await(() -> System.nanoTime() - begin > 3_000_000_000L, SOON, () -> "");
        assertThat(watches.get()).isBetween(2, 60);
    }

    @Test
    void what_the_watch_missed_is_found_by_the_check() {
        CountDownLatch lied = new CountDownLatch(1);
        api.onWatch((request, out) -> {
            out.head(200);
            // It says that all was sent up to there, which will not be so.
            out.chunk(ScriptedApi.bookmark(api.version() + 1_000));
            lied.countDown();
            return hang(out);
        });
        watch = builder()
                .watchTime(Duration.ofSeconds(15))
                .checkInterval(Duration.ofSeconds(1))
                .build();
        watch.start();
        await(lied);
        api.jump(2_000);
        String c = api.create("c");
        api.delete("a");
        converges();
        assertThat(story.of(c)).containsExactly("Pending");
    }

    @Test
    void a_handler_that_throws_does_not_end_it() {
        AtomicInteger calls = new AtomicInteger();
        watch = builder(new Story(pod -> {
                    if (calls.incrementAndGet() % 2 == 1) {
                        throw new IllegalStateException("the handler's own");
                    }
                }))
                .build();
        watch.start();
        Story.await(() -> calls.get() == 2, SOON, () -> "only " + calls);
        api.phase("a", "Running");
        api.phase("a", "Succeeded");
        Story.await(() -> calls.get() >= 4, SOON, () -> "only " + calls);
        Story.await(() -> watch.handlerFailures() >= 2, SOON, () -> "not counted");
    }

    @Test
    void a_slow_handler_is_notified_of_the_last_state_and_of_how_much_was_folded() {
        CountDownLatch free = new CountDownLatch(1);
        Story slow = new Story(pod -> await(free));
        watch = builder(slow).queue(10).build();
        watch.start();
        Story.await(() -> watch.snapshot().size() == 2, SOON, () -> "not listed");
        for (int time = 0; time < 300; time++) {
            api.phase("a", time % 2 == 0 ? "Running" : "Pending");
        }
        api.phase("a", "Succeeded");
        String brief = api.create("brief");
        api.delete("brief");
        api.delete("b");
        Story.await(
                () -> watch.snapshot().stream()
                                .allMatch(pod -> pod.status().phase().equals("Succeeded"))
                        && watch.snapshot().size() == 1,
                SOON,
                () -> "not seen");
        // The one that went before it has been looked up by then.
        Story.await(
                () -> api.requests().stream()
                        .anyMatch(request -> request.isGet() && request.name().equals("b")),
                SOON,
                () -> "not looked up");
        assertThat(watch.waiting()).isLessThan(20);
        free.countDown();
        slow.becomes(api::phases, SOON);
        Story.await(
                () -> slow.relists().stream().anyMatch(one -> one.folded() > 200),
                SOON,
                () -> "not said: " + slow.relists());
        assertThat(slow.of(brief)).isEmpty();
    }

    @Test
    void rights_that_are_taken_away_are_named_and_it_goes_on_when_they_are_back() {
        watching();
        for (int time = 0; time < 4; time++) {
            api.onWatch((request, out) -> refuse(out, 403, "Forbidden"));
        }
        api.cut();
        Story.await(() -> !watch.isHealthy(), SOON, () -> "healthy");
        assertThat(watch.problem().orElseThrow()).contains("403", "pods", "watch");
        api.create("c");
        converges();
        Story.await(watch::isHealthy, SOON, () -> watch.problem().toString());
    }

    @Test
    void closing_ends_all_threads_and_no_call_comes_after() {
        watching();
        watch.close();
        int calls = story.calls();
        api.create("c");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("clearml-pod-"));
        assertThat(story.calls()).isEqualTo(calls);
        assertThat(watch.problem()).contains("the watch is closed");
        watch.close();
    }

    @Test
    void closing_does_not_wait_for_a_handler_for_ever() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        watch = builder(new Story(pod -> {
                    inside.countDown();
                    await(never);
                }))
                .build();
        watch.start();
        await(inside);
        long begin = System.nanoTime();
        watch.close(Duration.ofMillis(200));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_handler_may_close_the_watch() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        watch = builder(new Story(pod -> {
                    watch.close();
                    closed.countDown();
                }))
                .build();
        watch.start();
        await(closed);
        assertThat(watch.isHealthy()).isFalse();
    }

    @Test
    void a_pod_that_two_selections_show_notifies_once() {
        // This server ignores labels: it shows all pods to both.
        watch = builder().query(PodQuery.allNamespaces()).build();
        watch.start();
        story.becomes(api::phases, SOON);
        api.phase("a", "Running");
        api.create("c");
        converges();
    }

    @Test
    void nothing_runs_before_the_start_and_it_starts_once() {
        watch = builder().build();
        assertThat(watch.lastSync()).isEmpty();
        assertThat(watch.problem()).contains("the watch is not started");
        assertThat(api.requests()).isEmpty();
        watch.start();
        assertThatIllegalStateException().isThrownBy(watch::start);
    }

    private void converges() {
        story.becomes(api::phases, SOON);
    }

    private String uid(String name) {
        return api.uid(name);
    }
}
