package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.PodUsage;
import io.clearmladmin.events.UsagePeriod;
import io.clearmladmin.k8s.events.Truth.Life;
import io.clearmladmin.k8s.events.Truth.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the usage that a reader has with what pods really used: nothing may differ, unless it is marked. For one thread. */
final class UsageTruth {

    // After somebody watches, how long it may take to find out what became of pods meanwhile.
    private static final Duration FOUND_OUT = Duration.ofSeconds(10);
    // How long what a watch shows may be on its way.
    private static final Duration SHOWN = Duration.ofSeconds(1);
    // What a watch asks for, and what its server may add.
    private static final Duration LONGEST_WATCH = Duration.ofSeconds(20);

    private final Truth truth;
    private final Watches watches;
    private final Map<OffsetDateTime, BigDecimal> podSeconds = new TreeMap<>();
    private final Map<OffsetDateTime, BigDecimal> gpuSeconds = new TreeMap<>();
    private final Map<OffsetDateTime, BigDecimal> truePodSeconds = new TreeMap<>();
    private final Map<OffsetDateTime, BigDecimal> trueGpuSeconds = new TreeMap<>();
    private int exact;
    private int markedEnds;
    private int laterStarts;
    private int unseenRuns;
    private int boundaries;
    private int boundariesDue;
    private int gaps;
    private Duration marked = Duration.ZERO;

    UsageTruth(Truth truth, Watches watches) {
        this.truth = truth;
        this.watches = watches;
    }

    /** Of which pods, and of the monitor itself; and how often running pods are published. */
    void check(Map<String, List<Event>> published, List<Event> ofMonitor, Duration period) {
        truth.lives().forEach((uid, life) -> check(uid, life, published.getOrDefault(uid, List.of())));
        require(podSeconds.equals(truePodSeconds), "by hour " + podSeconds + " pod seconds, truly " + truePodSeconds);
        require(gpuSeconds.equals(trueGpuSeconds), "by hour " + gpuSeconds + " GPU seconds, truly " + trueGpuSeconds);
        checkGaps(ofMonitor);
        ofMonitor.stream()
                .filter(event -> event.type().equals(MonitorEvents.WATCHING))
                .forEach(event -> checkComplete(event, published, period));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private void check(String uid, Life life, List<Event> events) {
        String what = truth.describe(uid, events);
        Set<UUID> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.id()));
        require(ids.size() == events.size(), "published twice: " + what);
        boundaries += (int) ofType(events, PodEvents.STILL_RUNNING).count();
        List<PodUsage> usage =
                events.stream().flatMap(event -> PodUsage.of(event).stream()).toList();
        Set<Instant> starts = new HashSet<>();
        events.forEach(event -> time(event, PodData.STARTED).ifPresent(starts::add));
        require(starts.size() <= 1, "its start moved: " + what);
        if (starts.isEmpty()) {
            // That nobody could see its run is the states' part.
            boolean isSeen = ofType(events, PodEvents.RUNNING).findAny().isPresent();
            require(!isSeen && usage.isEmpty(), "usage without a start: " + what);
            unseenRuns += life.starts.isEmpty() ? 0 : 1;
            return;
        }
        Instant start = starts.iterator().next();
        boolean isTrueStart = checkStart(life, start, what);
        List<Event> ends = events.stream().filter(PodEvents::isEnd).toList();
        State last = life.states.get(life.states.size() - 1);
        boolean isOver = !ends.isEmpty();
        require(isOver == (life.end != null), "it has an end or not: " + what);
        require(ends.size() <= 1, "it ended twice: " + what);
        for (PodUsage one : usage) {
            require(one.gpus().compareTo(life.gpus) == 0 && one.isShareKnown(), "other GPUs: " + what);
        }
        Instant until = isOver ? time(ends.get(0), PodData.ENDED).orElseThrow() : lastBoundary(events, start);
        Duration sum = usage.stream().map(PodUsage::duration).reduce(Duration.ZERO, Duration::plus);
        require(sum.equals(Duration.between(start, until)), "its usage is " + sum + ": " + what);
        boolean isTrueEnd = isOver && checkEnd(life, ends.get(0), until, last, what);
        if (isTrueStart && isTrueEnd) {
            exact++;
            usage.forEach(one -> add(one, podSeconds, gpuSeconds));
            PodUsage run = new PodUsage(
                    "", "pod/" + uid, life.starts.get(0), Objects.requireNonNull(life.end), life.gpus, true, true);
            add(run, truePodSeconds, trueGpuSeconds);
        }
    }

    private static Stream<Event> ofType(List<Event> events, String type) {
        return events.stream().filter(event -> event.type().equals(type));
    }

    private static Optional<Instant> time(Event event, String name) {
        return Optional.ofNullable(PodData.time(event.data(), name));
    }

    private static Instant lastBoundary(List<Event> events, Instant start) {
        return ofType(events, PodEvents.STILL_RUNNING)
                .map(Event::time)
                .max(Instant::compareTo)
                .orElse(start);
    }

    // A status says when its container began, this time and the time before: no more.
    private boolean checkStart(Life life, Instant start, String what) {
        require(life.starts.contains(start), "it did not start then: " + what);
        if (start.equals(life.starts.get(0))) {
            return true;
        }
        Duration seen = toPublishFirstStart(life);
        require(seen.compareTo(SHOWN) <= 0, "its start is later than the first, which was seen: " + what);
        laterStarts++;
        return false;
    }

    // While it ran, had its label, and its status gave its first start.
    private Duration toPublishFirstStart(Life life) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < life.states.size(); i++) {
            Instant next = i + 1 < life.states.size() ? life.states.get(i + 1).begun() : Instant.MAX;
            Instant over = next.isBefore(life.firstStartOver) ? next : life.firstStartOver;
            State state = life.states.get(i);
            Duration seen =
                    state.type().equals(PodEvents.RUNNING) ? watches.toPublish(state.begun(), over) : Duration.ZERO;
            longest = seen.compareTo(longest) > 0 ? seen : longest;
        }
        return longest;
    }

    private boolean checkEnd(Life life, Event event, Instant ended, State last, String what) {
        Instant end = Objects.requireNonNull(life.end);
        if (Boolean.TRUE.equals(event.data().get(PodData.END_KNOWN))) {
            require(life.isEndSaid && ended.equals(end), "it did not end then: " + what);
            return true;
        }
        boolean isGone = event.type().equals(PodEvents.DELETED);
        require(isGone || !life.isEndSaid, "its status says when it ended: " + what);
        State noticed = isGone ? last : endOf(life);
        Duration lag = isGone ? Truth.LOOKED_UP : noticed.lag();
        Instant latest = watches.next(noticed.begun(), lag).plus(lag).plus(FOUND_OUT);
        require(
                !ended.isBefore(end.truncatedTo(ChronoUnit.MILLIS)) && !ended.isAfter(latest),
                "it ended later than that, or was noticed before: " + what);
        markedEnds++;
        marked = marked.plus(Duration.between(end, ended));
        return false;
    }

    private static State endOf(Life life) {
        return life.states.stream()
                .filter(state -> state.type().equals(PodEvents.EVICTED))
                .findFirst()
                .orElseThrow();
    }

    private static void add(
            PodUsage usage, Map<OffsetDateTime, BigDecimal> pods, Map<OffsetDateTime, BigDecimal> gpus) {
        usage.by(UsagePeriod.HOUR).forEach((hour, part) -> {
            pods.merge(hour, part.podSeconds(), (one, other) -> plain(one.add(other)));
            gpus.merge(hour, part.gpuSeconds(), (one, other) -> plain(one.add(other)));
        });
        pods.replaceAll((hour, sum) -> plain(sum));
        gpus.replaceAll((hour, sum) -> plain(sum));
        pods.values().removeIf(sum -> sum.signum() == 0);
        gpus.values().removeIf(sum -> sum.signum() == 0);
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.stripTrailingZeros();
    }

    /** Where nobody watched is a gap, and nobody says that it was watched. */
    private void checkGaps(List<Event> ofMonitor) {
        List<Watches.Span> missed = spans(ofMonitor, MonitorEvents.GAP);
        gaps = missed.size();
        Instant first = ofMonitor.stream()
                .map(event -> until(event))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        for (Watches.Span span : watches.unwatched()) {
            // Events give milliseconds.
            Watches.Span nobody = new Watches.Span(span.from(), span.to().truncatedTo(ChronoUnit.MILLIS));
            String what = "nobody watched in " + nobody + ", published was " + ofMonitor;
            Instant known = nobody.from();
            for (Watches.Span gap : missed) {
                known = !gap.from().isAfter(known) && gap.to().isAfter(known) ? gap.to() : known;
            }
            require(!known.isBefore(nobody.to()) || !nobody.to().isAfter(first), what);
            for (Watches.Span watched : spans(ofMonitor, MonitorEvents.WATCHING)) {
                require(!watched.from().isBefore(nobody.to()) || !watched.to().isAfter(nobody.from()), what);
            }
        }
    }

    private static List<Watches.Span> spans(List<Event> ofMonitor, String type) {
        List<Watches.Span> spans = new ArrayList<>();
        ofType(ofMonitor, type)
                .forEach(
                        event -> spans.add(new Watches.Span(time(event, "since").orElseThrow(), until(event))));
        spans.sort((one, other) -> one.from().compareTo(other.from()));
        return spans;
    }

    private static Instant until(Event ofMonitor) {
        return time(ofMonitor, "until").orElseThrow();
    }

    /** Who says that all is known from one time to another has published what ran at each boundary between. */
    private void checkComplete(Event watching, Map<String, List<Event>> published, Duration period) {
        Instant since = time(watching, "since").orElseThrow();
        Instant until = until(watching);
        long millis = period.toMillis();
        long first = Math.floorDiv(since.toEpochMilli(), millis) + 1;
        truth.lives().forEach((uid, life) -> {
            List<Event> events = published.getOrDefault(uid, List.of());
            for (long number = first; number * millis <= until.toEpochMilli(); number++) {
                Instant at = Instant.ofEpochMilli(number * millis);
                // A status gives seconds: one that ends just after a boundary may have ended at it.
                if ((life.end == null || life.end.isAfter(at)) && runs(life, at, until)) {
                    boundariesDue++;
                    boolean isPublished = ofType(events, PodEvents.STILL_RUNNING)
                            .anyMatch(event -> event.time().equals(at));
                    require(isPublished, "not at " + at + ", though " + watching + ": " + truth.describe(uid, events));
                }
            }
        });
    }

    // From before a boundary until after it is known that it did.
    private boolean runs(Life life, Instant at, Instant until) {
        for (int i = 0; i < life.states.size(); i++) {
            State state = life.states.get(i);
            // Nothing says since when a pod has its label again: it runs on from when that is seen.
            boolean isBack = i > 0 && life.states.get(i - 1).isHidden();
            Instant begun = isBack ? watches.next(state.begun(), SHOWN) : state.begun();
            @Nullable State next = i + 1 < life.states.size() ? life.states.get(i + 1) : null;
            if (state.type().equals(PodEvents.RUNNING)
                    && begun.isBefore(at.minus(SHOWN))
                    && (next == null || next.asked().isAfter(until.plus(untilKnown(life, next))))) {
                return true;
            }
        }
        return false;
    }

    // Some evicted pods do not say when they were. An eviction may be shown before it is said that nothing is missing
    // up to an earlier time, which a watch may do as late as it ends: boundaries between are in the usage of its end.
    private static Duration untilKnown(Life life, State next) {
        boolean isSilent = next.type().equals(PodEvents.EVICTED) && !life.isEndSaid;
        return isSilent ? LONGEST_WATCH : Duration.ZERO;
    }

    private static BigDecimal sum(Map<OffsetDateTime, BigDecimal> hours) {
        return hours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public String toString() {
        return exact + " runs with " + sum(podSeconds).toPlainString() + " pod seconds and "
                + sum(gpuSeconds).toPlainString() + " GPU seconds by hour, difference 0; " + markedEnds
                + " ends marked as not known, " + marked.toMillis() + " ms after the true ones together; "
                + laterStarts + " starts and " + unseenRuns + " runs that nobody could see; " + boundaries
                + " boundaries published, of which " + boundariesDue + " in periods that were closed; " + gaps
                + " gaps for " + watches.unwatched().size() + " times without a monitor";
    }
}
