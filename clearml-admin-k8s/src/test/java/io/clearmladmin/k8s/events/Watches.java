package io.clearmladmin.k8s.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When somebody watched, and when certainly nobody did. For many threads. */
final class Watches {

    /** From when to when; whoever watched was killed, or ended, at its end. */
    record Span(Instant from, Instant to) {}

    private final List<Span> watched = new ArrayList<>();
    private final List<Span> unwatched = new ArrayList<>();
    private @Nullable Instant since;
    private @Nullable Instant gone;

    /** Somebody is about to begin. */
    synchronized void begins() {
        if (gone != null) {
            unwatched.add(new Span(gone, Instant.now()));
            gone = null;
        }
    }

    /** Somebody watches, and knows all pods there are. */
    synchronized void watching() {
        since = Instant.now();
    }

    /** Who watches is about to end: from here on, it may not publish what it sees. */
    synchronized void ends() {
        if (since != null) {
            watched.add(new Span(since, Instant.now()));
        }
        since = null;
    }

    /** Who watched has ended: from here on, nobody does. */
    synchronized void ended() {
        gone = Instant.now();
    }

    /** When nobody watched. */
    synchronized List<Span> unwatched() {
        return List.copyOf(unwatched);
    }

    /** How long at most there was somebody to publish what was so from then on, if it was seen before it was not so any more. */
    synchronized Duration toPublish(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (since != null && to.isAfter(since)) {
            return Duration.ofDays(1);
        }
        return watched.stream()
                .filter(span -> to.isAfter(span.from()) && from.isBefore(span.to()))
                .map(span -> Duration.between(later(from, span.from()), span.to()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** For how long at most one of those who watched could see what was so from then to then. */
    synchronized Duration toSee(Instant from, Instant to) {
        List<Span> all = new ArrayList<>(watched);
        if (since != null) {
            all.add(new Span(since, Instant.now()));
        }
        return all.stream()
                .filter(span -> to.isAfter(span.from()) && from.isBefore(span.to()))
                .map(span -> Duration.between(later(from, span.from()), to.isBefore(span.to()) ? to : span.to()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The first instant from then on at which somebody watched who went on for longer than that. */
    synchronized Instant next(Instant at, Duration lag) {
        return watched.stream()
                .filter(span ->
                        Duration.between(later(at, span.from()), span.to()).compareTo(lag) > 0)
                .map(span -> later(at, span.from()))
                .findFirst()
                .orElseGet(() -> later(at, since == null ? Instant.MAX : since));
    }

    /** For how long altogether somebody watched who ended. */
    synchronized Duration sum() {
        return watched.stream()
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public synchronized String toString() {
        return watched + (since == null ? "" : ", and since " + since);
    }
}
