package io.clearmladmin.k8s.events;

import static io.clearmladmin.k8s.events.PodMonitorTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.PodUsage;
import io.clearmladmin.events.UsagePeriod;
import io.clearmladmin.house.TestClock;
import io.clearmladmin.k8s.Gpus;
import io.clearmladmin.k8s.TaskPod;
import io.clearmladmin.k8s.TaskPod.State;
import io.clearmladmin.k8s.TaskPod.Status;
import io.clearmladmin.testkit.InMemoryJournal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What pods did, by the script that moved them, is what a reader of their monitor's events adds up. */
class BilledUsageTest {

    private static final String MONITOR = "0e6c3d0a-6f3c-4df1-9e0b-d1d1f7a6d3a1";

    /** What the script did with a pod: when it ran, and with how many GPUs. */
    private static final class Run {

        private final Gpus gpus;
        private final String count;
        private final Instant start;
        private @Nullable Instant end;
        private boolean isEndKnown = true;
        private int restarts;

        private Run(Gpus gpus, String count, Instant start) {
            this.gpus = gpus;
            this.count = count;
            this.start = start;
        }
    }

    private final PodsInMemory pods = new PodsInMemory();
    private final TestClock clock = new TestClock(time("21T22:30"));
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private InMemoryJournal journal = new InMemoryJournal();
    private @Nullable PodMonitor monitor;

    private static Instant time(String text) {
        return Instant.parse("2026-11-" + text + (text.length() == 8 ? ":00Z" : "Z"));
    }

    private void watch() {
        PodMonitor watching = new PodMonitor.Builder(journal, pods)
                .source(MONITOR)
                .clock(clock)
                .checkInterval(Duration.ofSeconds(1))
                .build();
        monitor = watching;
        watching.start();
        Instant now = clock.instant();
        until(
                "it has begun",
                () -> journal.published().stream()
                        .anyMatch(event -> MonitorEvents.types().contains(event.type())
                                && event.time().equals(now)));
    }

    private void stopWatching() {
        Objects.requireNonNull(monitor).close();
        monitor = null;
        journal = journal.restarted();
    }

    /** Time passes, and all is known at each full hour while somebody watches. */
    private void at(String text) {
        Instant target = time(text);
        Instant hour = UsagePeriod.HOUR.endOf(clock.instant(), ZoneOffset.UTC).toInstant();
        for (; !hour.isAfter(target); hour = hour.plusSeconds(3_600)) {
            Instant now = hour;
            clock.set(now);
            if (monitor != null) {
                pods.synced(now);
                until(
                        "all is known at " + now,
                        () -> journal.published().stream()
                                .anyMatch(event -> event.type().equals(MonitorEvents.WATCHING)
                                        && event.time().equals(now)));
            }
        }
        clock.set(target);
    }

    private Run run(String uid) {
        return Objects.requireNonNull(runs.get(uid), uid);
    }

    private void show(String uid, State state, Instant since, Optional<Instant> started, Optional<Instant> finished) {
        Run run = run(uid);
        Status status = SomePods.status(state, since, started, finished, Optional.empty(), run.restarts);
        TaskPod some = SomePods.pod(uid, status);
        pods.put(new TaskPod(
                some.namespace(),
                some.name(),
                uid,
                "1",
                some.taskId(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                some.agent(),
                Optional.of("tenant-1"),
                Map.of(),
                status,
                some.requests(),
                some.limits(),
                run.gpus,
                Optional.empty(),
                some.node(),
                some.container(),
                false,
                some.image(),
                run.start));
    }

    private void untilLast(String uid, String type) {
        if (monitor != null) {
            until(
                    uid + " is " + type,
                    () -> journal.published().stream()
                            .filter(event -> event.subject().equals("pod/" + uid))
                            .reduce((before, after) -> after)
                            .filter(event -> event.type().equals(type))
                            .isPresent());
        }
    }

    /** A pod begins to run now, with so many GPUs. */
    private void runs(String uid, Gpus gpus, String count) {
        Instant now = clock.instant();
        runs.put(uid, new Run(gpus, count, now));
        show(uid, State.RUNNING, now, Optional.of(now), Optional.empty());
        untilLast(uid, PodEvents.RUNNING);
    }

    /** Its container is started again, after a minute in which it waits; the cluster shows only that start. */
    private void restarts(String uid) {
        Run run = run(uid);
        run.restarts++;
        show(uid, State.PENDING, clock.instant(), Optional.empty(), Optional.empty());
        untilLast(uid, PodEvents.PENDING);
        clock.forward(Duration.ofMinutes(1));
        show(uid, State.RUNNING, clock.instant(), Optional.of(clock.instant()), Optional.empty());
        untilLast(uid, PodEvents.RUNNING);
    }

    /** It ended then, which is seen now. */
    private void ended(String uid, String when) {
        Run run = run(uid);
        run.end = time(when);
        Optional<Instant> started = run.restarts == 0 ? Optional.of(run.start) : Optional.empty();
        show(uid, State.SUCCEEDED, time(when), started, Optional.of(time(when)));
        untilLast(uid, PodEvents.SUCCEEDED);
    }

    /** It is evicted, and the cluster has no status of its container. */
    private void evicted(String uid) {
        Run run = run(uid);
        run.end = clock.instant();
        run.isEndKnown = false;
        show(uid, State.EVICTED, run.start, Optional.empty(), Optional.empty());
        untilLast(uid, PodEvents.EVICTED);
    }

    private void script() {
        watch();
        at("21T23:00");
        runs("over midnight", Gpus.nvidia(2), "2");
        at("21T23:10");
        runs("three days", Gpus.nvidia(8), "8");
        runs("runs on", Gpus.nvidia(1), "1");
        at("22T00:15");
        runs("restarts", Gpus.nvidia(1), "1");
        runs("amd", new Gpus(Map.of("amd.com/gpu", 4L), Map.of(), 0, Map.of(), Map.of()), "4");
        runs("mig", new Gpus(Map.of(), Map.of("nvidia.com/mig-3g.40gb", 1L), 0, Map.of(), Map.of()), "0.5");
        runs("unlabelled", Gpus.nvidia(2), "2");
        at("22T01:00");
        ended("over midnight", "22T01:00");
        at("22T01:20");
        restarts("restarts");
        runs("evicted", Gpus.nvidia(2), "2");
        runs("late", Gpus.nvidia(2), "2");
        at("22T01:30");
        pods.unlabel("unlabelled");
        untilLast("unlabelled", PodEvents.UNLABELLED);
        at("22T02:30");
        restarts("restarts");
        evicted("evicted");
        at("22T03:15");
        ended("restarts", "22T03:15");
        ended("amd", "22T03:14:59");
        at("22T04:05");
        pods.label("unlabelled");
        untilLast("unlabelled", PodEvents.RUNNING);
        // Its node did not answer, and says now that it had ended hours ago.
        ended("late", "22T01:45");
        at("22T05:20");
        ended("unlabelled", "22T05:20");
        at("22T06:30");
        stopWatching();
        at("22T08:10");
        ended("mig", "22T07:40");
        at("22T09:45");
        watch();
        untilLast("mig", PodEvents.SUCCEEDED);
        at("24T23:10:10");
        ended("three days", "24T23:10:10");
        at("25T00:30");
    }

    // While somebody watches, a pod that runs counts up to the last full hour.
    private Map<OffsetDateTime, BigDecimal> truth(Run run, UsagePeriod period) {
        Instant last = run.end == null ? time("25T00:00") : run.end;
        Map<OffsetDateTime, BigDecimal> truth = new TreeMap<>();
        Instant from = run.start;
        long length = period == UsagePeriod.DAY ? 86_400 : 3_600;
        while (from.isBefore(last)) {
            Instant border = Instant.ofEpochSecond(from.getEpochSecond() / length * length);
            Instant next = border.plusSeconds(length);
            Instant to = next.isBefore(last) ? next : last;
            long seconds = Duration.between(from, to).toSeconds();
            truth.put(
                    border.atOffset(ZoneOffset.UTC),
                    new BigDecimal(run.count)
                            .multiply(BigDecimal.valueOf(seconds))
                            .stripTrailingZeros());
            from = to;
        }
        return truth;
    }

    private static Map<String, Map<OffsetDateTime, BigDecimal>> read(List<Event> events, UsagePeriod period) {
        Map<String, Map<OffsetDateTime, BigDecimal>> read = new TreeMap<>();
        Set<UUID> ids = new HashSet<>();
        for (Event event : events) {
            if (ids.add(event.id())) {
                PodUsage.of(event)
                        .ifPresent(usage -> usage.by(period)
                                .forEach((start, part) -> read.computeIfAbsent(usage.subject(), pod -> new TreeMap<>())
                                        .merge(start, part.gpuSeconds(), BigDecimal::add)));
            }
        }
        read.values().forEach(periods -> {
            periods.values().removeIf(seconds -> seconds.signum() == 0);
            periods.replaceAll((start, seconds) -> seconds.stripTrailingZeros());
        });
        return read;
    }

    @Test
    void each_pod_is_billed_what_it_ran_by_the_hour_and_by_the_day() {
        try {
            script();
        } finally {
            if (monitor != null) {
                monitor.close();
            }
        }
        for (UsagePeriod period : UsagePeriod.values()) {
            Map<String, Map<OffsetDateTime, BigDecimal>> truth = new TreeMap<>();
            runs.forEach((uid, run) -> truth.put("pod/" + uid, truth(run, period)));
            assertThat(read(journal.published(), period)).isEqualTo(truth);
        }
        Map<String, Boolean> known = new HashMap<>();
        journal.published().stream()
                .filter(PodEvents::isEnd)
                .forEach(end ->
                        known.put(end.subject(), PodUsage.of(end).orElseThrow().isEndKnown()));
        Map<String, Boolean> expected = new HashMap<>();
        runs.forEach((uid, run) -> {
            if (run.end != null) {
                expected.put("pod/" + uid, run.isEndKnown);
            }
        });
        assertThat(known).isEqualTo(expected);
        assertThat(journal.published())
                .filteredOn(event -> event.subject().equals("pod/late"))
                .anyMatch(event -> PodUsage.of(event)
                        .filter(usage -> usage.duration().isNegative())
                        .isPresent());
    }
}
