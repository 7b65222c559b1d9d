package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands events to the sink, portion by portion, and has it written down what became of each portion. */
final class BatchPublisher {

    /** What becomes of an event that surely was not published. */
    enum Unpublished {
        /** The caller publishes it again, or another that replaces it. */
        IS_THE_CALLERS,
        /** It may have been published before: it must be published again. */
        IS_KEPT
    }

    /** Records what was published, and what of the rest is still to be published. */
    interface Book {
        void settle(List<Event> published, List<Event> remaining);
    }

    /**
     * How it ended.
     *
     * @param isSettled whether the file says all of it
     */
    record Result(
            int published, List<Failure> failures, @Nullable Throwable cause, boolean isSettled) {

        void throwIfNotPublished() {
            if (!failures.isEmpty()) {
                throw new EventsNotEmittedException(failures, published, cause);
            }
        }
    }

    private final EventSink sink;
    private final Book book;
    private final Unpublished unpublished;

    BatchPublisher(EventSink sink, Book book, Unpublished unpublished) {
        this.sink = sink;
        this.book = book;
        this.unpublished = unpublished;
    }

    /** Ends with the first portion that is not published as a whole. */
    Result publish(List<Event> events, Deadline time) {
        int published = 0;
        List<List<Event>> batches = batches(events);
        for (int i = 0; i < batches.size(); i++) {
            List<Event> batch = batches.get(i);
            List<Event> later = batches.subList(i + 1, batches.size()).stream()
                    .flatMap(List::stream)
                    .toList();
            Outcome outcome = Outcome.of(sink, batch, time);
            List<Event> remaining = outcome.isComplete() ? later : remaining(outcome, later);
            try {
                book.settle(outcome.published(), remaining);
            } catch (JournalFileException failure) {
                return notWritten(published, outcome, later, failure);
            }
            published += outcome.published().size();
            if (!outcome.isComplete()) {
                return failed(published, outcome, later, remaining.isEmpty());
            }
        }
        return new Result(published, List.of(), null, true);
    }

    private List<Event> remaining(Outcome outcome, List<Event> later) {
        List<Event> remaining = new ArrayList<>(outcome.failed(Fate.UNKNOWN));
        if (unpublished == Unpublished.IS_KEPT) {
            remaining.addAll(outcome.failed(Fate.NOT_EMITTED));
            remaining.addAll(later);
        }
        return remaining;
    }

    private static Result failed(int published, Outcome outcome, List<Event> later, boolean isSettled) {
        List<Failure> failures = new ArrayList<>(outcome.failures());
        failures.addAll(Failure.of(later, Fate.NOT_EMITTED, "earlier events of the same call were not published"));
        return new Result(published, failures, outcome.cause(), isSettled);
    }

    // It stands in the file as about to be published, and will be.
    private static Result notWritten(int published, Outcome outcome, List<Event> later, JournalFileException e) {
        List<Failure> failures = new ArrayList<>(outcome.failures());
        String reason = "published, but that could not be recorded. " + e.getMessage();
        failures.addAll(Failure.of(outcome.published(), Fate.UNKNOWN, reason));
        failures.addAll(Failure.of(later, Fate.UNKNOWN, "restoring the journal publishes it. " + e.getMessage()));
        return new Result(published, failures, e, false);
    }

    // Of each batch, one event of a subject at most: so a sink that takes part of a batch cannot publish an event
    // before
    // an earlier one of the same subject.
    private static List<List<Event>> batches(List<Event> events) {
        List<List<Event>> batches = new ArrayList<>();
        Map<String, Integer> next = new HashMap<>();
        for (Event event : events) {
            int batch = next.merge(event.subject(), 0, (before, zero) -> before + 1);
            if (batch == batches.size()) {
                batches.add(new ArrayList<>());
            }
            batches.get(batch).add(event);
        }
        return batches;
    }

    /** Without those that were published: the last one published of a subject, and what comes before it. */
    static List<Event> unpublished(List<Event> events, Map<String, UUID> lastPublished) {
        Map<String, Integer> publishedUntil = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.id().equals(lastPublished.get(event.subject()))) {
                publishedUntil.put(event.subject(), i);
            }
        }
        List<Event> unpublished = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i > publishedUntil.getOrDefault(events.get(i).subject(), -1)) {
                unpublished.add(events.get(i));
            }
        }
        return unpublished;
    }

    /** What became of events that were handed to a sink. */
    private record Outcome(
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
            } catch (EventsNotEmittedException failure) {
                return of(events, failure);
            } catch (RuntimeException failure) {
                return all(events, Fate.UNKNOWN, "the sink failed: " + failure, failure);
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
            return new Outcome(List.of(), Failure.of(events, fate, reason), cause);
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
}
