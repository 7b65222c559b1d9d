package io.clearmladmin.micrometer;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.SnapshotNotEmittedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what another sink publishes. */
final class MeteredSink implements EventSink {

    private final EventSink sink;
    private final EventCounts counts;
    private final Counter failures;

    MeteredSink(EventSink sink, EventCounts counts, MeterRegistry registry, Tags tags) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.counts = counts;
        this.failures = Counter.builder("clearml.sink.failures")
                .description("Calls of a sink that did not publish all they were given")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void emit(List<Event> events, Duration deadline) {
        boolean isPublished = false;
        counts.begun(events.size());
        try {
            sink.emit(events, deadline);
            isPublished = true;
            counts.published(events);
        } catch (EventsNotEmittedException some) {
            Set<Event> failed = some.failures().stream().map(Failure::event).collect(Collectors.toSet());
            counts.published(
                    events.stream().filter(event -> !failed.contains(event)).toList());
            counts.refused(some.refused());
            throw some;
        } finally {
            counts.ended(events.size());
            if (!isPublished) {
                failures.increment();
            }
        }
    }

    @Override
    public void emitSnapshot(Iterable<Event> events, Duration deadline) {
        boolean isPublished = false;
        TakenEvents taken = new TakenEvents(events.iterator());
        try {
            sink.emitSnapshot(() -> taken, deadline);
            isPublished = true;
            counts.published(taken.count);
        } catch (EventsNotEmittedException some) {
            counts.published(taken.count - some.failures().size());
            counts.refused(some.refused());
            throw some;
        } catch (SnapshotNotEmittedException all) {
            counts.refused(all.refused());
            throw all;
        } finally {
            counts.ended(taken.count);
            if (!isPublished) {
                failures.increment();
            }
        }
    }

    /** Counts the events of a snapshot as they are taken; there may be too many to keep. */
    private final class TakenEvents implements Iterator<Event> {

        private final Iterator<Event> events;
        private int count;

        TakenEvents(Iterator<Event> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public Event next() {
            Event next = events.next();
            count++;
            counts.begun(1);
            return next;
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
