package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of events that were handed to a sink. */
record Outcome(
        List<Event> published,
        List<Failure> failures,
        @Nullable Throwable cause) {

    private static final Duration LEAST = Duration.ofMillis(1);

    static Outcome of(EventSink sink, List<Event> events, Deadline time) {
        if (time.isOver()) {
            return all(events, Fate.NOT_EMITTED, "the time was over before the sink got it", null);
        }
        try {
            Duration left = time.left();
            Foreign.run("the sink", () -> sink.emit(List.copyOf(events), left.compareTo(LEAST) < 0 ? LEAST : left));
            return new Outcome(List.copyOf(events), List.of(), null);
        } catch (EventsNotEmittedException e) {
            return of(events, e);
        } catch (RuntimeException e) {
            return all(events, Fate.UNKNOWN, "the sink failed: " + e, e);
        }
    }

    private static Outcome of(List<Event> events, EventsNotEmittedException e) {
        Set<UUID> ids = ids(events);
        List<Failure> failures = e.failures().stream()
                .filter(failure -> ids.contains(failure.event().id()))
                .toList();
        if (failures.isEmpty()) {
            // It does not say which.
            return all(events, Fate.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
        Set<UUID> failed = ids(failures.stream().map(Failure::event).toList());
        List<Event> published = new ArrayList<>(events);
        published.removeIf(event -> failed.contains(event.id()));
        return new Outcome(published, failures, e);
    }

    private static Outcome all(List<Event> events, Fate fate, String reason, @Nullable Throwable cause) {
        return new Outcome(List.of(), failures(events, fate, reason), cause);
    }

    static List<Failure> failures(Collection<Event> events, Fate fate, String reason) {
        return events.stream().map(event -> new Failure(event, fate, reason)).toList();
    }

    private static Set<UUID> ids(List<Event> events) {
        return events.stream().map(Event::id).collect(Collectors.toSet());
    }

    boolean isComplete() {
        return failures.isEmpty();
    }

    List<Event> failed(Fate fate) {
        return failures.stream()
                .filter(failure -> failure.fate() == fate)
                .map(Failure::event)
                .toList();
    }
}
