package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.ofPods;
import static io.clearmladmin.k8s.events.PodMonitorTest.types;
import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TenantResolver;
import io.clearmladmin.testkit.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Events of pods whose tenants are not known for now. */
class TenantWaitTest {

    private static final String UUID = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PodsInMemory pods = new PodsInMemory();
    private final TestClock clock = new TestClock(at(9, 5));
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Owners owners = new Owners();

    /** Knows what it is given; the others' tenants may come, but for those that it never knows. */
    private static final class Owners implements TenantResolver {

        private final Map<String, String> known = new ConcurrentHashMap<>();
        private final Set<String> never = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<String> tenantOf(TaskPod pod) {
            return Optional.ofNullable(known.get(pod.uid()));
        }

        @Override
        public boolean isUnknownForNow(TaskPod pod) {
            return !never.contains(pod.uid());
        }
    }

    private static Instant at(int hour, int minute) {
        return Instant.parse("2026-11-21T00:00:00Z").plus(Duration.ofMinutes(hour * 60L + minute));
    }

    private PodMonitor.Builder monitor(InMemoryJournal to, TenantResolver resolver) {
        return new PodMonitor.Builder(to, pods)
                .source(UUID)
                .clock(clock)
                .tenants(resolver)
                .tenantWait(LONGEST);
    }

    private static PodMonitor started(PodMonitor.Builder builder) {
        return PodMonitorTest.started(builder);
    }

    /** In this state since so many minutes after nine; nobody's so far. */
    private static TaskPod nobodys(String uid, State state, int minutes) {
        return SomePods.pod(uid, state, minutes * 60L).withTenant(Optional.empty());
    }

    private static void untilPublished(InMemoryJournal journal, String uid, int events) {
        until(events + " events of " + uid, () -> types(journal, uid).size() >= events);
    }

    /** What the monitor was shown so far is dealt with: a pod that was shown after it is published. */
    private void untilAllIsSeen(String uid) {
        pods.put(SomePods.pod(uid, State.PENDING, 0));
        untilPublished(journal, uid, 1);
    }

    private static void untilWaiting(PodMonitor monitor, long events) {
        until(events + " events wait", () -> monitor.counts().awaitingTenant() == events);
    }

    private static List<String> tenants(InMemoryJournal journal, String uid) {
        return journal.published().stream()
                .filter(event -> event.subject().equals("pod/" + uid))
                .map(Event::tenant)
                .toList();
    }

    private static List<Event> ofMonitor(InMemoryJournal journal) {
        return journal.published().stream()
                .filter(event -> MonitorEvents.types().contains(event.type()))
                .toList();
    }

    @Test
    void an_event_waits_for_its_tenant_and_says_what_was_seen_at_its_time_and_others_pass() {
        try (PodMonitor monitor = started(monitor(journal, owners))) {
            pods.put(nobodys("a", State.PENDING, 1));
            pods.put(nobodys("a", State.RUNNING, 2));
            untilAllIsSeen("other");
            untilWaiting(monitor, 2);
            assertThat(types(journal, "a")).isEmpty();
            assertThat(monitor.isHealthy()).isTrue();
            owners.known.put("a", "acme");
            untilPublished(journal, "a", 2);
            untilWaiting(monitor, 0);
            pods.put(nobodys("a", State.SUCCEEDED, 3));
            untilPublished(journal, "a", 3);
        }
        assertThat(types(journal, "a")).containsExactly(PodEvents.PENDING, PodEvents.RUNNING, PodEvents.SUCCEEDED);
        assertThat(tenants(journal, "a")).containsOnly("acme");
        assertThat(ofPods(journal.published())).allSatisfy(PodLifeTest::assertFits);
        Event pending = ofPods(journal.published()).get(1);
        assertThat(pending.time()).isEqualTo(at(9, 1));
        assertThat(pending.data()).containsEntry("state", "pending").doesNotContainKey("started");
    }

    @Test
    void an_event_whose_tenant_does_not_come_goes_on_without_one() {
        try (PodMonitor monitor = started(monitor(journal, owners).tenantWait(Duration.ofMillis(50)))) {
            pods.put(nobodys("a", State.PENDING, 1));
            untilPublished(journal, "a", 1);
            owners.known.put("a", "acme");
            pods.put(nobodys("a", State.RUNNING, 2));
            untilPublished(journal, "a", 2);
            assertThat(monitor.failure()).isEmpty();
        }
        assertThat(tenants(journal, "a").get(0)).isEmpty();
    }

    @Test
    void where_no_tenant_is_to_be_waited_for_or_none_is_wanted_an_event_goes_on_at_once() {
        owners.never.add("a");
        try (PodMonitor monitor = started(monitor(journal, owners))) {
            pods.put(nobodys("a", State.RUNNING, 1));
            untilPublished(journal, "a", 1);
            untilWaiting(monitor, 0);
        }
        InMemoryJournal other = new InMemoryJournal();
        try (PodMonitor monitor = started(monitor(other, owners).tenantWait(Duration.ZERO))) {
            pods.put(nobodys("b", State.RUNNING, 1));
            untilPublished(other, "b", 1);
            assertThat(monitor.counts().awaitingTenant()).isZero();
        }
        assertThat(tenants(journal, "a")).containsExactly("");
        assertThat(tenants(other, "b")).containsExactly("");
    }

    @Test
    void a_later_event_that_has_its_tenant_comes_after_those_that_wait_and_ends_their_waiting() {
        try (PodMonitor monitor = started(monitor(journal, owners))) {
            pods.put(nobodys("a", State.PENDING, 1));
            untilWaiting(monitor, 1);
            pods.put(nobodys("a", State.RUNNING, 2).withTenant(Optional.of("acme")));
            untilPublished(journal, "a", 2);
        }
        assertThat(types(journal, "a")).containsExactly(PodEvents.PENDING, PodEvents.RUNNING);
        assertThat(tenants(journal, "a")).containsOnly("acme");
    }

    @Test
    void while_an_event_waits_nothing_is_claimed_to_be_known_and_usage_stays_exact() {
        pods.put(nobodys("a", State.RUNNING, 1));
        pods.put(SomePods.pod("b", State.RUNNING, 60));
        try (PodMonitor monitor = started(monitor(journal, owners))) {
            untilPublished(journal, "b", 1);
            for (Instant until : List.of(at(9, 59), at(10, 1))) {
                clock.set(until);
                pods.synced(until);
            }
            untilPublished(journal, "b", 2);
            assertThat(types(journal, "b")).containsExactly(PodEvents.RUNNING, PodEvents.STILL_RUNNING);
            untilWaiting(monitor, 2);
            clock.set(at(10, 20));
            pods.put(nobodys("a", State.SUCCEEDED, 80));
            pods.synced(at(10, 30));
            pods.synced(at(11, 1));
            untilPublished(journal, "b", 3);
            untilAllIsSeen("other");
            untilWaiting(monitor, 3);
            assertThat(types(journal, "a")).isEmpty();
            assertThat(ofMonitor(journal)).isEmpty();
            owners.known.put("a", "acme");
            untilPublished(journal, "a", 3);
            until("it is known again", () -> ofMonitor(journal).size() >= 2);
        }
        assertThat(types(journal, "a"))
                .containsExactly(PodEvents.RUNNING, PodEvents.STILL_RUNNING, PodEvents.SUCCEEDED);
        assertThat(journal.published().stream()
                        .filter(event -> event.data().containsKey("usage_end"))
                        .filter(event -> event.subject().equals("pod/a"))
                        .map(event -> event.data().get("usage_start") + " "
                                + event.data().get("usage_end")))
                .containsExactly(at(9, 0) + " " + at(10, 0), at(10, 0) + " " + at(10, 20));
        assertThat(tenants(journal, "a")).containsOnly("acme");
        assertNothingIsClaimedTooEarly();
    }

    private void assertNothingIsClaimedTooEarly() {
        List<Event> all = journal.published();
        for (int index = 0; index < all.size(); index++) {
            Event claim = all.get(index);
            if (claim.type().equals(MonitorEvents.WATCHING)) {
                assertThat(ofPods(all.subList(index, all.size())))
                        .as("after %s", claim)
                        .allMatch(event -> event.time().isAfter(claim.time()));
            }
        }
    }

    @Test
    void what_waits_at_a_kill_is_seen_again_and_published_once() {
        pods.put(nobodys("a", State.RUNNING, 1));
        PodMonitor killed = started(monitor(journal, owners));
        untilAllIsSeen("other");
        untilWaiting(killed, 1);
        // What was recorded by then is all that is left of it.
        InMemoryJournal again = journal.restarted();
        try (PodMonitor next = started(monitor(again, owners))) {
            untilWaiting(next, 1);
            owners.known.put("a", "acme");
            untilPublished(again, "a", 1);
        } finally {
            killed.close();
        }
        assertThat(types(again, "other")).hasSize(1);
        assertThat(types(again, "a")).containsExactly(PodEvents.RUNNING);
        assertThat(tenants(again, "a")).containsExactly("acme");
        assertThat(ofPods(again.published()).get(1).time()).isEqualTo(at(9, 1));
    }

    @Test
    void closing_publishes_what_waits_in_order_without_a_tenant() {
        pods.put(nobodys("a", State.RUNNING, 1));
        PodMonitor monitor = started(monitor(journal, owners));
        pods.put(nobodys("a", State.SUCCEEDED, 2));
        pods.put(nobodys("b", State.PENDING, 2));
        pods.synced(at(9, 6));
        untilAllIsSeen("other");
        untilWaiting(monitor, 3);
        monitor.close();
        assertThat(types(journal, "a")).containsExactly(PodEvents.RUNNING, PodEvents.SUCCEEDED);
        assertThat(types(journal, "b")).containsExactly(PodEvents.PENDING);
        assertThat(tenants(journal, "a")).containsOnly("");
        assertThat(monitor.counts().awaitingTenant()).isZero();
        List<Event> all = journal.published();
        assertThat(all.get(all.size() - 1).time()).isEqualTo(at(9, 6));
        assertNothingIsClaimedTooEarly();
    }

    @Test
    void a_pod_that_is_gone_while_its_events_wait_is_forgotten_only_after_they_are_recorded() {
        try (PodMonitor monitor = started(monitor(journal, owners).checkInterval(Duration.ofSeconds(1)))) {
            pods.put(nobodys("a", State.RUNNING, 1));
            pods.remove("a", Optional.empty());
            pods.put(SomePods.pod("b", State.RUNNING, 60));
            pods.remove("b", Optional.empty());
            untilPublished(journal, "b", 2);
            until("b is forgotten", () -> !journal.remembered().containsKey("pod/b"));
            untilWaiting(monitor, 2);
            owners.known.put("a", "acme");
            untilPublished(journal, "a", 2);
            until("a is forgotten", () -> !journal.remembered().containsKey("pod/a"));
        }
        assertThat(types(journal, "a")).containsExactly(PodEvents.RUNNING, PodEvents.DELETED);
    }

    @Test
    void a_look_up_that_does_not_come_back_or_throws_holds_up_nobody_else() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        TenantResolver slow = pod -> {
            if (answer.getCount() == 0) {
                return Optional.of("acme");
            }
            asked.countDown();
            until("the test lets it go on", () -> answer.getCount() == 0);
            throw new IllegalStateException("it did not work this time");
        };
        try (PodMonitor monitor = started(monitor(journal, slow))) {
            pods.put(nobodys("a", State.RUNNING, 1));
            asked.await();
            untilAllIsSeen("other");
            untilWaiting(monitor, 1);
            answer.countDown();
            untilPublished(journal, "a", 1);
        }
        assertThat(tenants(journal, "a")).containsExactly("acme");
    }

    @Test
    void an_error_of_the_machine_in_a_look_up_ends_the_monitor() {
        TenantResolver broken = pod -> {
            throw new OutOfMemoryError("in a test");
        };
        try (PodMonitor monitor = started(monitor(journal, broken))) {
            pods.put(nobodys("a", State.RUNNING, 1));
            until("it ends", () -> monitor.failure().isPresent());
            assertThat(monitor.problem().orElseThrow()).contains("OutOfMemoryError");
        }
        assertThat(types(journal, "a")).isEmpty();
    }

    @Test
    void a_bad_time_is_refused_by_name() {
        PodMonitor.Builder builder = new PodMonitor.Builder(journal, pods);
        for (Duration time : List.of(Duration.ofMillis(-1), LONGEST.plusMillis(1))) {
            assertThatThrownBy(() -> builder.tenantWait(time)).hasMessageContaining("tenantWait");
        }
    }
}
