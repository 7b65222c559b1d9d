package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TenantResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which order events wait and go on. */
class AwaitedTenantsTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, TaskPod> pods = new HashMap<>();
    private final Map<String, String> owned = new HashMap<>();
    private long now = -5;

    // It is not started, and finds nothing.
    private final TenantSearch search = new TenantSearch(TenantResolver.NONE);
    private final AwaitedTenants awaited =
            new AwaitedTenants(search, PodDetails.none(), owned::put, LONGEST, () -> now);

    private Event of(String uid, String type, String tenant) {
        pods.put(uid, SomePods.pod(uid, State.RUNNING, 0).withTenant(Optional.empty()));
        return new Event("m", Event.Kind.LIFECYCLE, type, tenant, "pod/" + uid, SomePods.CREATED, Map.of());
    }

    private static Event claim(int second) {
        return new Event(
                "m",
                Event.Kind.LIFECYCLE,
                MonitorEvents.WATCHING,
                "",
                "monitor/m",
                SomePods.CREATED.plusSeconds(second),
                Map.of());
    }

    private List<String> next(Event... events) {
        return said(awaited.next(List.of(events), pods));
    }

    private static List<String> said(List<Event> events) {
        return events.stream()
                .map(event -> event.subject().startsWith("monitor/")
                        ? "until "
                                + Duration.between(SomePods.CREATED, event.time())
                                        .toSeconds()
                        : PodLife.Published.uid(event) + " " + event.type() + " " + event.tenant())
                .toList();
    }

    private void forward(Duration time) {
        now += time.toNanos();
    }

    @Test
    void each_pod_waits_for_its_own_time_and_a_claim_for_the_pods_before_it_only() {
        assertThat(next(claim(0))).containsExactly("until 0");
        assertThat(next(of("a", PodEvents.PENDING, ""), claim(1))).isEmpty();
        forward(LONGEST.dividedBy(2));
        assertThat(next(of("b", PodEvents.PENDING, ""), claim(2), of("c", PodEvents.PENDING, "acme")))
                .containsExactly("c pod.pending acme");
        assertThat(next(of("a", PodEvents.RUNNING, ""), claim(3))).isEmpty();
        assertThat(awaited.size()).isEqualTo(3);
        assertThat(awaited.isWaiting("a")).isTrue();
        forward(LONGEST.dividedBy(2).minusNanos(1));
        assertThat(next()).isEmpty();
        forward(Duration.ofNanos(1));
        assertThat(next()).containsExactly("a pod.pending ", "a pod.running ", "until 1");
        assertThat(awaited.isWaiting("a")).isFalse();
        assertThat(next(of("a", PodEvents.SUCCEEDED, ""))).as("it waits anew").isEmpty();
        forward(LONGEST.dividedBy(2));
        assertThat(next()).containsExactly("b pod.pending ", "until 2", "until 3");
        assertThat(said(awaited.end())).containsExactly("a pod.succeeded ");
        assertThat(awaited.size()).isZero();
        assertThat(owned).isEmpty();
    }

    @Test
    void an_event_of_which_no_pod_is_known_does_not_wait_unless_others_of_its_pod_do() {
        Event gone = of("a", PodEvents.DELETED, "");
        assertThat(said(awaited.next(List.of(gone), Map.of()))).containsExactly("a pod.deleted ");
        assertThat(next(of("b", PodEvents.UNLABELLED, ""))).isEmpty();
        assertThat(said(awaited.next(List.of(of("b", PodEvents.DELETED, "")), Map.of())))
                .isEmpty();
        assertThat(said(awaited.end())).containsExactly("b pod.unlabelled ", "b pod.deleted ");
    }

    @Test
    void a_tenant_that_comes_with_a_later_event_is_that_of_those_before_and_is_passed_on() {
        assertThat(next(of("a", PodEvents.PENDING, ""))).isEmpty();
        assertThat(next(of("a", PodEvents.RUNNING, "acme"), claim(1)))
                .containsExactly("a pod.pending acme", "a pod.running acme", "until 1");
        assertThat(owned).containsExactly(Map.entry("a", "acme"));
    }

    @Test
    void beyond_ten_thousand_events_those_that_have_waited_longest_go_on() {
        List<Event> many = new ArrayList<>();
        for (int pod = 0; pod < AwaitedTenants.MOST; pod++) {
            many.add(of("pod-" + pod, PodEvents.PENDING, ""));
        }
        assertThat(awaited.next(many, pods)).isEmpty();
        assertThat(next(claim(1), of("last", PodEvents.PENDING, ""))).containsExactly("pod-0 pod.pending ");
        assertThat(awaited.size()).isEqualTo(AwaitedTenants.MOST);
    }
}
