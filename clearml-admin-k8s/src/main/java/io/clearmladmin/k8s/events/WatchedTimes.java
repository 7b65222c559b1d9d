package io.clearmladmin.k8s.events;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.MonitorEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when to when somebody watched, and the events that say so. For one thread. */
final class WatchedTimes {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String RESTART = "restart";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";

    private final String source;
    private final String cluster;
    private final MonitorScope scope;
    private Instant since = Instant.MIN;
    private @Nullable Instant synced;
    private @Nullable Instant published;
    private @Nullable Instant heartbeat;

    /** With the monitor's last event in the journal; null if there is none. */
    WatchedTimes(String source, String cluster, MonitorScope scope, @Nullable Event last) {
        this.source = source;
        this.cluster = cluster;
        this.scope = scope;
        this.published = last == null ? null : PodData.time(last.data(), UNTIL);
    }

    static String subject(String source) {
        return "monitor/" + source;
    }

    /** All pods are known: that nobody watched before, or, if nobody ever did, that somebody does from now on. */
    Event started(Instant until, int pods) {
        since = until.truncatedTo(ChronoUnit.MILLIS);
        Instant before = published;
        if (before != null && since.isAfter(before)) {
            return gap(before, RESTART);
        }
        heartbeat = since;
        return watching(since, pods);
    }

    /** Something may have been missed. */
    Optional<Event> missed(Optional<Instant> from, Instant until, String reason) {
        Instant before = from.orElse(until).truncatedTo(ChronoUnit.MILLIS);
        since = until.truncatedTo(ChronoUnit.MILLIS);
        synced = null;
        return since.isAfter(before) ? Optional.of(gap(before, reason)) : Optional.empty();
    }

    /** Everything up to this time is known. */
    void synced(Instant until) {
        synced = until.truncatedTo(ChronoUnit.MILLIS);
    }

    /** That everything is known and published that was up to the last time; not too often. */
    Optional<Event> heartbeat(int pods) {
        Instant until = synced;
        Instant before = heartbeat;
        boolean isDue = until != null && (before == null || !until.isBefore(before.plus(EVERY)));
        return isDue ? last(pods) : Optional.empty();
    }

    /** The same before the end, if something is new. */
    Optional<Event> last(int pods) {
        Instant until = synced;
        synced = null;
        if (until == null || (published != null && !until.isAfter(published))) {
            return Optional.empty();
        }
        heartbeat = until;
        return Optional.of(watching(until, pods));
    }

    private Event watching(Instant until, int pods) {
        Map<String, Object> data = data(since, until);
        data.put("pods", pods);
        return event(MonitorEvents.WATCHING, until, data);
    }

    private Event gap(Instant from, String reason) {
        Map<String, Object> data = data(from, since);
        data.put("reason", reason);
        return event(MonitorEvents.GAP, since, data);
    }

    private Map<String, Object> data(Instant from, Instant until) {
        Map<String, Object> data = new LinkedHashMap<>();
        PodData.text(data, "cluster", cluster);
        scope.writeTo(data);
        data.put(SINCE, from.toString());
        data.put(UNTIL, until.toString());
        return data;
    }

    private Event event(String type, Instant until, Map<String, Object> data) {
        published = until;
        return new Event(source, Event.Kind.LIFECYCLE, type, "", subject(source), until, data);
    }
}
