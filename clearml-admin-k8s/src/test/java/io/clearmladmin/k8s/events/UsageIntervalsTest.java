package io.clearmladmin.k8s.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.PodUsage;
import io.clearmladmin.events.UsagePeriod;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.Relist;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random lives of pods, watched by monitors that are killed at any instant, miss changes, and learn late of ends: the usage that
 * is published of each adds up to its run, and is complete where somebody says that all is known.
 */
class UsageIntervalsTest {

    private static final String MONITOR = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";
    private static final Instant BEGIN = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final int PODS = 12;

    private final TestClock clock = new TestClock(BEGIN);
    private final List<Event> journal = new ArrayList<>();
    private final Map<String, Event> remembered = new LinkedHashMap<>();
    // What is in the cluster, with and without its label; and what each pod truly did.
    private final Map<String, TaskPod> cluster = new LinkedHashMap<>();
    private final Set<String> unlabelled = new HashSet<>();
    private final Map<String, Instant> starts = new TreeMap<>();
    private final Map<String, Instant> ends = new TreeMap<>();
    private Random random = new Random(0);
    private PublishedPods monitor = restarted();

    private PublishedPods restarted() {
        return new PublishedPods(
                new PodLife(MONITOR, "", clock, PodDetails.none()),
                new WatchedTimes(
                        MONITOR,
                        "",
                        new MonitorScope("cluster", "pods"),
                        remembered.get(WatchedTimes.subject(MONITOR))),
                new RunningPods(PERIOD),
                SomePods.restored(MONITOR, remembered.values()));
    }

    // Recorded as a whole or not at all, and nothing after that which was not.
    private boolean record(List<Event> events) {
        if (random.nextInt(40) == 0) {
            return false;
        }
        for (Event event : events) {
            journal.add(event);
            remembered.put(event.subject(), event);
            if (event.type().equals(MonitorEvents.WATCHING)) {
                checkComplete(event);
            }
        }
        return true;
    }

    private boolean turn(List<PublishedPods.Observation> observations) {
        List<Event> events = new ArrayList<>();
        observations.forEach(observation -> events.addAll(monitor.eventsOf(observation)));
        boolean isRecorded = record(events) && record(monitor.eventsOfUnshown(this::find));
        for (int part = 0; isRecorded && (part == 0 || monitor.hasDue()); part++) {
            isRecorded = record(monitor.eventsDue(3));
        }
        return isRecorded && record(monitor.eventsDue(3));
    }

    private Optional<TaskPod> find(String namespace, String name, String uid) {
        return Optional.ofNullable(cluster.get(uid));
    }

    private void start() {
        do {
            monitor = restarted();
        } while (!turn(shown(Relist.Reason.START, clock.instant())));
    }

    private List<PublishedPods.Observation> shown(Relist.Reason reason, Instant since) {
        List<PublishedPods.Observation> all = new ArrayList<>();
        cluster.forEach((uid, pod) -> {
            if (!unlabelled.contains(uid)) {
                all.add(new PublishedPods.Seen(pod, clock.instant()));
            }
        });
        Optional<Instant> from = reason == Relist.Reason.START ? Optional.empty() : Optional.of(since);
        all.add(new PublishedPods.Listed(new Relist(reason, from, clock.instant(), 0, 0, 0, 0)));
        return all;
    }

    /** One step of a pod; what a watch shows of it, if anything. */
    private Optional<TaskPod> step(int number, int round) {
        Instant now = clock.instant();
        String uid = "pod-" + number + "-" + round;
        TaskPod pod = cluster.get(uid);
        if (pod == null) {
            if (starts.containsKey(uid) || ends.containsKey(uid)) {
                return Optional.empty();
            }
            ends.put(uid, Instant.MAX);
            return put(uid, State.PENDING, now);
        }
        State state = pod.status().state();
        int dice = random.nextInt(12);
        if (unlabelled.contains(uid) && dice < 4) {
            unlabelled.remove(uid);
            return Optional.of(pod);
        }
        if (state == State.PENDING && dice < 6) {
            starts.putIfAbsent(uid, now.minusSeconds(random.nextInt(20)));
            return put(uid, State.RUNNING, now);
        }
        if (state == State.RUNNING && dice == 0) {
            return put(uid, State.UNKNOWN, now);
        }
        if (state == State.UNKNOWN && dice < 6) {
            return put(uid, State.RUNNING, now);
        }
        if (!state.isFinal() && starts.containsKey(uid) && dice == 1) {
            // A node may say so only long after it.
            Instant ended = now.minusSeconds(random.nextInt(4) == 0 ? random.nextInt(3_000) : 1);
            ends.put(uid, ended.isBefore(starts.get(uid)) ? starts.get(uid) : ended);
            return put(uid, State.SUCCEEDED, ends.get(uid));
        }
        if (!state.isFinal() && dice == 2 && unlabelled.add(uid)) {
            return Optional.of(PodLife.as(State.UNLABELLED, pod));
        }
        if (dice == 3) {
            cluster.remove(uid);
            return unlabelled.remove(uid)
                    ? Optional.empty()
                    : Optional.of(SomePods.gone(pod, random.nextBoolean() ? Optional.of(now) : Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<TaskPod> put(String uid, State state, Instant since) {
        boolean isEnded = state == State.SUCCEEDED;
        // Restarted now and then: only the last start is shown.
        Optional<Instant> started =
                Optional.ofNullable(starts.get(uid)).map(start -> random.nextInt(3) == 0 ? clock.instant() : start);
        TaskPod pod = SomePods.pod(
                uid,
                SomePods.status(
                        state, since, started, isEnded ? Optional.of(since) : Optional.empty(), Optional.empty(), 0));
        cluster.put(uid, pod);
        return unlabelled.contains(uid) ? Optional.empty() : Optional.of(pod);
    }

    private void live() {
        start();
        Instant synced = clock.instant();
        for (int step = 0; step < 600; step++) {
            clock.forward(Duration.ofSeconds(1 + random.nextInt(90)));
            int dice = random.nextInt(60);
            List<PublishedPods.Observation> seen = new ArrayList<>();
            boolean isMissed = dice == 0;
            for (int pod = 0; pod < PODS; pod++) {
                Optional<TaskPod> shown = random.nextInt(4) == 0 ? step(pod, step / 100) : Optional.empty();
                if (!isMissed) {
                    shown.ifPresent(one -> seen.add(new PublishedPods.Seen(one, clock.instant())));
                }
            }
            if (isMissed) {
                // A watch shows what went by what it knew, which restarts do not need.
                start();
            } else {
                boolean isLong = Duration.between(synced, clock.instant()).toMinutes() >= 3;
                if (isLong || random.nextInt(3) == 0) {
                    synced = clock.instant();
                    seen.add(new PublishedPods.Synced(synced));
                    monitor.checkUnlabelled();
                }
                if (dice == 1) {
                    seen.addAll(shown(Relist.Reason.EXPIRED, synced));
                }
                if (!turn(seen) || dice == 2) {
                    start();
                }
            }
        }
        // All come to an end.
        cluster.clear();
        clock.forward(Duration.ofMinutes(1));
        start();
    }

    private Map<String, List<Event>> byPod() {
        Map<String, List<Event>> byPod = new TreeMap<>();
        PodMonitorTest.ofPods(journal)
                .forEach(event -> byPod.computeIfAbsent(
                                event.subject().substring("pod/".length()), uid -> new ArrayList<>())
                        .add(event));
        return byPod;
    }

    /** Who says that all is known up to a time has published what ran at each boundary before. */
    private void checkComplete(Event watching) {
        Instant since = Instant.parse(String.valueOf(watching.data().get("since")));
        Instant until = watching.time();
        byPod().forEach((uid, events) -> {
            for (Instant at = BEGIN; !at.isAfter(until); at = at.plus(PERIOD)) {
                if (at.isAfter(since)
                        && runsAt(events, at)
                        && usageUntil(events).isBefore(at)) {
                    throw new AssertionError(
                            uid + " at " + at + ", published up to " + usageUntil(events) + ": " + events);
                }
            }
        });
    }

    // By what was published, which is what a reader knows.
    private boolean runsAt(List<Event> events, Instant at) {
        String state = "";
        Instant start = Instant.MAX;
        for (Event event : events) {
            if (event.time().isAfter(at)) {
                break;
            }
            state = String.valueOf(event.data().get("state"));
            start = Optional.ofNullable(PodData.time(event.data(), PodData.STARTED))
                    .orElse(start);
        }
        Event last = events.get(events.size() - 1);
        Instant ended = PodData.time(last.data(), PodData.ENDED);
        return state.equals("running") && !start.isAfter(at) && (ended == null || ended.isAfter(at));
    }

    private static Instant usageUntil(List<Event> events) {
        return events.stream()
                .flatMap(event -> Optional.ofNullable(PodData.time(event.data(), PodData.USAGE_END)).stream())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }

    @Test
    void usage_adds_up_to_each_run_by_hour_too_and_is_complete_where_all_is_known() {
        check(0, 12);
    }

    @Tag("long")
    @Test
    void so_it_is_of_many_more() {
        check(12, 60);
    }

    private static void check(int first, int end) {
        int corrections = 0;
        int boundaries = 0;
        int complete = 0;
        for (int seed = first; seed < end; seed++) {
            UsageIntervalsTest one = new UsageIntervalsTest();
            one.random = new Random(seed);
            one.live();
            Map<String, List<Event>> byPod = one.byPod();
            for (Map.Entry<String, List<Event>> pod : byPod.entrySet()) {
                corrections += checkPod(seed, pod.getKey(), pod.getValue(), one.starts.get(pod.getKey()));
                boundaries += (int) pod.getValue().stream()
                        .filter(event -> event.type().equals(PodEvents.STILL_RUNNING))
                        .count();
            }
            complete += (int) one.journal.stream()
                    .filter(event -> event.type().equals(MonitorEvents.WATCHING))
                    .count();
        }
        int lives = end - first;
        assertThat(corrections).as("ends known too late").isGreaterThan(lives / 3);
        assertThat(boundaries).isGreaterThan(lives * 17);
        assertThat(complete).isGreaterThan(lives * 17);
    }

    private static int checkPod(int seed, String uid, List<Event> events, @Nullable Instant truth) {
        String what = "seed " + seed + ", " + uid + ": " + events;
        Set<UUID> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.id()));
        assertThat(ids).as(what).hasSameSizeAs(events);
        assertThat(events.stream().map(Event::time).toList()).as(what).isSorted();
        List<Event> end = events.stream().filter(PodEvents::isEnd).toList();
        assertThat(end).as(what).hasSize(1);
        Instant started = PodData.time(end.get(0).data(), PodData.STARTED);
        Instant ended = PodData.time(end.get(0).data(), PodData.ENDED);
        List<PodUsage> usage =
                events.stream().flatMap(event -> PodUsage.of(event).stream()).toList();
        if (started == null || ended == null) {
            assertThat(usage).as(what).isEmpty();
            return 0;
        }
        assertThat(truth).as(what).isNotNull();
        Duration sum = usage.stream().map(PodUsage::duration).reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).as(what).isEqualTo(Duration.between(started, ended));
        assertThat(byHour(usage)).as(what).isEqualTo(byHour(started, ended));
        return (int) usage.stream().filter(one -> one.duration().isNegative()).count();
    }

    private static Map<OffsetDateTime, BigDecimal> byHour(List<PodUsage> usage) {
        Map<OffsetDateTime, BigDecimal> hours = new TreeMap<>();
        usage.forEach(one -> one.by(UsagePeriod.HOUR)
                .forEach((hour, part) -> hours.merge(hour, part.podSeconds(), BigDecimal::add)));
        hours.values().removeIf(seconds -> seconds.signum() == 0);
        hours.replaceAll((hour, seconds) -> seconds.stripTrailingZeros());
        return hours;
    }

    private static Map<OffsetDateTime, BigDecimal> byHour(Instant started, Instant ended) {
        return byHour(List.of(new PodUsage("", "pod/a", started, ended, BigDecimal.ZERO, true, true)));
    }
}
