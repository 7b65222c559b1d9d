package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.PodEvents;
import io.clearmladmin.events.PodUsage;
import io.clearmladmin.events.TenantEvents;
import io.clearmladmin.events.UsagePeriod;
import io.clearmladmin.examples.UsageLedger.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all events of pods, of their monitors and inventories amount to: what each tenant used in each hour, which hours are closed,
 * and what does not add up. It takes events in any order of topics, each once by its id; types and fields that it does not know are
 * ignored. It needs memory for each pod and for what inventories list. For one thread.
 */
final class UsageLedger {

    // Clocks differ, and a state takes a moment from the cluster to its event.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<String, Pod> pods = new TreeMap<>();
    private final Map<String, Watched> monitors = new TreeMap<>();
    private final Map<OffsetDateTime, Map<String, UsageTotal>> hours = new TreeMap<>();
    private final Map<String, InventoryRun> runs = new TreeMap<>();
    private final Set<String> tenantInventories = new HashSet<>();
    private final Set<UUID> ids = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * What a reader should know.
     *
     * @param subject what it is about, such as {@code pod/<uid>}
     */
    record Finding(Kind kind, String subject, String what) {
        enum Kind {
            /** Nobody watched; what came and went meanwhile is not known. */
            GAP,
            /** A pod ended at some time before its end was noticed. */
            END_UNKNOWN,
            /** Time that was added was taken off again. */
            CORRECTION,
            /** What an event adds does not begin where the event before it ended: one is missing, or two say the same. */
            NOT_ADJACENT,
            /** An event cannot be read. */
            UNREADABLE,
            /** An inventory lacks a pod that had begun and not ended by its events. */
            NOT_IN_INVENTORY,
            /** An inventory has a pod that had not begun, or had ended, by its events. */
            NOT_IN_LIFECYCLE,
            /** An inventory cannot be compared: it is not whole, or was not taken while a monitor watched. */
            NOT_COMPARED
        }

        boolean isDifference() {
            return kind == Kind.NOT_ADJACENT || kind == Kind.NOT_IN_INVENTORY || kind == Kind.NOT_IN_LIFECYCLE;
        }
    }

    /** From when to when nothing was missed by the last that a monitor said, and since when it said so at all. */
    private record Watched(Instant first, Instant until) {
        Watched and(Watched more) {
            return new Watched(
                    first.isBefore(more.first) ? first : more.first, until.isAfter(more.until) ? until : more.until);
        }
    }

    void add(Event event) {
        if (event.kind() == Event.Kind.INVENTORY) {
            if (ids.add(event.id())) {
                addToInventory(event);
            }
        } else if (event.type().equals(MonitorEvents.WATCHING)) {
            Watched watched = new Watched(time(event, "since"), time(event, "until"));
            monitors.merge(event.source(), watched, Watched::and);
        } else if (event.type().equals(MonitorEvents.GAP)) {
            if (ids.add(event.id())) {
                String what = event.data().get("reason") + " from "
                        + event.data().get("since") + " to " + event.data().get("until");
                findings.add(new Finding(Kind.GAP, event.subject(), what));
            }
        } else if (PodEvents.types().contains(event.type())) {
            addToPod(event);
        }
    }

    private void addToInventory(Event event) {
        String run = event.source() + " " + event.data().get("run");
        if (event.type().equals(PodEvents.PRESENT)) {
            runs.computeIfAbsent(run, InventoryRun::new).present(event);
        } else if (event.type().equals(TenantEvents.INVENTORY_COMPLETE)) {
            runs.computeIfAbsent(run, InventoryRun::new).complete(event);
        } else if (event.type().equals(TenantEvents.PRESENT)) {
            tenantInventories.add(event.source());
        }
    }

    private void addToPod(Event event) {
        Pod pod = pods.computeIfAbsent(LastRead.key(event), key -> new Pod(event.subject()));
        if (LastRead.isRepeat(pod.last, event)) {
            return;
        }
        try {
            PodUsage.of(event).ifPresent(usage -> add(usage, pod));
        } catch (IllegalArgumentException unreadable) {
            findings.add(new Finding(Kind.UNREADABLE, event.subject(), String.valueOf(unreadable.getMessage())));
        }
        pod.add(event);
    }

    private void add(PodUsage usage, Pod pod) {
        if (pod.countedUntil != null && !pod.countedUntil.equals(usage.start())) {
            findings.add(new Finding(
                    Kind.NOT_ADJACENT,
                    usage.subject(),
                    "counted until " + pod.countedUntil + ", goes on from " + usage.start()));
        }
        pod.countedUntil = usage.end();
        if (usage.end().isBefore(usage.start())) {
            findings.add(
                    new Finding(Kind.CORRECTION, usage.subject(), usage.podSeconds() + " s, back to " + usage.end()));
        }
        if (!usage.isEndKnown()) {
            findings.add(new Finding(Kind.END_UNKNOWN, usage.subject(), "noticed at " + usage.end()));
        }
        usage.by(UsagePeriod.HOUR)
                .forEach((hour, part) -> hours.computeIfAbsent(hour, key -> new TreeMap<>())
                        .merge(part.tenant(), UsageTotal.of(hour.toString(), part), UsageTotal::plus));
    }

    /** Up to when all monitors have published everything; empty if one has never said so. */
    Optional<Instant> watchedUntil() {
        boolean isEachKnown = pods.keySet().stream().allMatch(key -> monitors.containsKey(source(key)));
        return monitors.values().stream()
                .map(Watched::until)
                .min(Comparator.naturalOrder())
                .filter(until -> isEachKnown);
    }

    private static String source(String podKey) {
        return podKey.substring(0, podKey.indexOf(' '));
    }

    /** What tenants used in the hours that are over and known, in order; later only a correction changes one. */
    List<UsageTotal> closed() {
        Instant until = watchedUntil().orElse(Instant.MIN);
        return hours.entrySet().stream()
                .filter(hour -> !UsagePeriod.HOUR
                        .endOf(hour.getKey().toInstant(), ZoneOffset.UTC)
                        .toInstant()
                        .isAfter(until))
                .flatMap(hour -> hour.getValue().values().stream())
                .toList();
    }

    /** What was found while events were read, and where inventories and the pods' events differ. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        runs.values().stream()
                .filter(run -> !tenantInventories.contains(run.source()))
                .forEach(run -> compare(run, all));
        return all;
    }

    private void compare(InventoryRun run, List<Finding> all) {
        Instant from = run.start().minus(MARGIN);
        Instant to = run.end().plus(MARGIN);
        boolean isWatched = !to.isAfter(watchedUntil().orElse(Instant.MIN))
                && monitors.values().stream()
                        .noneMatch(monitor -> monitor.first().isAfter(from));
        if (!run.isWhole() || !isWatched) {
            all.add(new Finding(
                    Kind.NOT_COMPARED, run.name(), run.isWhole() ? "nobody watched all of its time" : "not whole"));
            return;
        }
        Set<String> known = new HashSet<>();
        for (Pod pod : pods.values()) {
            if (pod.mayBeThere(from, to)) {
                known.add(pod.subject);
            }
            if (pod.isThere(from, to) && !run.has(pod.subject)) {
                all.add(new Finding(Kind.NOT_IN_INVENTORY, pod.subject, run.name()));
            }
        }
        run.subjects().stream()
                .filter(subject -> !known.contains(subject))
                .forEach(subject -> all.add(new Finding(Kind.NOT_IN_LIFECYCLE, subject, run.name())));
    }

    private static Instant time(Event event, String name) {
        return event.data().get(name) instanceof String text ? Instant.parse(text) : event.time();
    }

    /** When a pod was there and selected, by its events. */
    private static final class Pod {

        private final String subject;
        private final List<Span> spans = new ArrayList<>();
        private @Nullable LastRead last;
        private @Nullable Instant countedUntil;
        private @Nullable Instant since;
        private boolean isEnded;

        private Pod(String subject) {
            this.subject = subject;
        }

        /**
         * It was there.
         *
         * @param surely until when at least
         * @param atMost until when at most
         */
        private record Span(Instant from, Instant surely, Instant atMost) {}

        private void add(Event event) {
            if (event.type().equals(PodEvents.UNLABELLED)) {
                end(event.time(), event.time());
            } else if (PodEvents.isEnd(event)) {
                Instant ended = time(event, "ended");
                boolean isKnown = Boolean.TRUE.equals(event.data().get("end_known"));
                end(!isKnown && last != null && last.time().isBefore(ended) ? last.time() : ended, ended);
                isEnded = true;
            } else if (!isEnded && since == null) {
                since = event.time();
            }
            last = LastRead.after(last, event, event.time());
        }

        private void end(Instant surely, Instant atMost) {
            if (since != null) {
                spans.add(new Span(since, surely, atMost));
                since = null;
            }
        }

        private boolean isThere(Instant from, Instant to) {
            return (since != null && !since.isAfter(from))
                    || spans.stream().anyMatch(span -> !span.from.isAfter(from) && !span.surely.isBefore(to));
        }

        private boolean mayBeThere(Instant from, Instant to) {
            return (since != null && !since.isAfter(to))
                    || spans.stream().anyMatch(span -> !span.from.isAfter(to) && !span.atMost.isBefore(from));
        }
    }
}
