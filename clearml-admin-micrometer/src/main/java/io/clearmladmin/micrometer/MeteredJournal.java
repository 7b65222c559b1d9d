package io.clearmladmin.micrometer;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.events.JournalFencedException;
import io.clearmladmin.events.LifecycleJournal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what another journal publishes, each event once, and how often it fails. */
final class MeteredJournal implements LifecycleJournal {

    private final LifecycleJournal journal;
    private final EventCounts counts;
    private final OpenEvents open = new OpenEvents();
    private final Counter ofRestore;
    private final Counter ofRecord;
    private final Counter ofForget;
    private final Counter fenced;

    MeteredJournal(LifecycleJournal journal, EventCounts counts, MeterRegistry registry, Tags tags) {
        this.journal = Objects.requireNonNull(journal, "journal");
        this.counts = counts;
        this.ofRestore = failures(registry, tags.and("call", "restore"));
        this.ofRecord = failures(registry, tags.and("call", "record"));
        this.ofForget = failures(registry, tags.and("call", "forget"));
        this.fenced = Counter.builder("clearml.journal.fenced")
                .description("How often a journal was found to be taken over by another with its UUID")
                .tags(tags)
                .register(registry);
    }

    private static Counter failures(MeterRegistry registry, Tags tags) {
        return Counter.builder("clearml.journal.failures")
                .description("Calls of the journal that failed; what was to be published is tried again")
                .tags(tags)
                .register(registry);
    }

    @Override
    public void restore(RestoreHandler handler) {
        Set<String> subjects = open.subjects();
        Map<String, Event> found = new HashMap<>();
        var unused = counted(ofRestore, () -> {
            journal.restore(new RestoreHandler() {
                @Override
                public void onLast(Event event) {
                    if (subjects.contains(event.subject())) {
                        found.put(event.subject(), event);
                    }
                    handler.onLast(event);
                }

                @Override
                public void onForgotten(String subject) {
                    found.remove(subject);
                    handler.onForgotten(subject);
                }
            });
            return found;
        });
        counts.published(open.foundIn(found));
    }

    @Override
    public void record(List<Event> events, Duration deadline) {
        List<Event> now = open.withoutFound(events);
        counts.begun(now.size());
        List<Event> left = now;
        try {
            var unused = counted(ofRecord, () -> {
                journal.record(events, deadline);
                return events;
            });
            counts.published(now);
            left = List.of();
        } catch (EventsNotEmittedException some) {
            Set<Event> failed = some.failures().stream().map(Failure::event).collect(Collectors.toSet());
            counts.published(
                    now.stream().filter(event -> !failed.contains(event)).toList());
            counts.refused(some.refused());
            left = some.failures().stream()
                    .filter(failure -> failure.fate() != Fate.REFUSED)
                    .map(Failure::event)
                    .toList();
            throw some;
        } finally {
            counts.ended(now.size());
            open.left(left);
        }
    }

    @Override
    public void forget(Collection<String> subjects, Duration deadline) {
        var unused = counted(ofForget, () -> {
            journal.forget(subjects, deadline);
            return subjects;
        });
    }

    private interface Call<T> {
        T run();
    }

    private <T> T counted(Counter failures, Call<T> call) {
        boolean isDone = false;
        try {
            T result = call.run();
            isDone = true;
            return result;
        } catch (JournalFencedException taken) {
            fenced.increment();
            throw taken;
        } finally {
            if (!isDone) {
                failures.increment();
            }
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
