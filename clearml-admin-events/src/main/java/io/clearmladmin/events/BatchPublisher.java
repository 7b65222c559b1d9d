package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.threads.Deadline;
import java.util.ArrayList;
import java.util.List;
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
        List<List<Event>> waves = SubjectBatches.of(events);
        for (int i = 0; i < waves.size(); i++) {
            List<Event> wave = waves.get(i);
            List<Event> later = waves.subList(i + 1, waves.size()).stream()
                    .flatMap(List::stream)
                    .toList();
            Outcome outcome = Outcome.of(sink, wave, time);
            List<Event> remaining = outcome.isComplete() ? later : remaining(outcome, later);
            try {
                book.settle(outcome.published(), remaining);
            } catch (JournalFileException e) {
                return notWritten(published, outcome, later, e);
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
        failures.addAll(
                Outcome.failures(later, Fate.NOT_EMITTED, "earlier events of the same call were not published"));
        return new Result(published, failures, outcome.cause(), isSettled);
    }

    // It stands in the file as about to be published, and will be.
    private static Result notWritten(int published, Outcome outcome, List<Event> later, JournalFileException e) {
        List<Failure> failures = new ArrayList<>(outcome.failures());
        String reason = "published, but that could not be recorded. " + e.getMessage();
        failures.addAll(Outcome.failures(outcome.published(), Fate.UNKNOWN, reason));
        failures.addAll(Outcome.failures(later, Fate.UNKNOWN, "restoring the journal publishes it. " + e.getMessage()));
        return new Result(published, failures, e, false);
    }
}
