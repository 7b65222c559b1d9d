package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.internal.json.Json;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was published of each tenant, kept in step with the journal. After a failure the journal is read again. */
final class TenantEventTracker {

    private static final String JOURNAL = "the journal";

    private final LifecycleJournal journal;
    private final Clock clock;
    private final String source;
    private final Duration timeout;
    private final Map<String, Event> last = new LinkedHashMap<>();
    private boolean isRestored;
    private Instant latest = Instant.EPOCH;

    TenantEventTracker(CompanyMonitor.Builder settings) {
        this.journal = settings.journal;
        this.clock = settings.clock;
        this.source = settings.source;
        this.timeout = settings.recordTimeout;
    }

    void restore() {
        if (isRestored) {
            return;
        }
        last.clear();
        Foreign.call(JOURNAL, () -> journal.restore()).values().stream()
                .filter(TenantEvents::isAboutTenant)
                .forEach(this::remember);
        isRestored = true;
    }

    private void remember(Event event) {
        last.put(event.tenant(), event);
        if (event.time().isAfter(latest)) {
            latest = event.time();
        }
    }

    /** Publishes how the listing differs from what was published. */
    CompanyChanges publish(TenantListing listing) {
        long known = last.values().stream().filter(event -> !isGone(event)).count();
        if (listing.isEmpty() && known > 0) {
            throw new EmptyListingException((int) known);
        }
        forgetGone(listing);
        Instant time = later();
        List<Event> published = new ArrayList<>();
        Map<String, FailedTenant> failed = new LinkedHashMap<>(listing.failed());
        while (true) {
            try {
                record(changes(listing, time, failed), published);
                return new CompanyChanges(published, List.copyOf(failed.values()));
            } catch (EventsNotEmittedException notPublished) {
                isRestored = false;
                List<Failure> refused = notPublished.refused();
                if (refused.isEmpty()) {
                    throw notPublished;
                }
                // One tenant's event that will never be taken must not keep the others' from being published.
                refused.forEach(failure -> failed.put(failure.event().tenant(), failed(failure)));
                restore();
            }
        }
    }

    private static FailedTenant failed(Failure failure) {
        String name = TenantState.of(failure.event()).name().orElse("");
        return new FailedTenant(
                failure.event().tenant(), name, failure.event().type() + " was refused: " + failure.reason());
    }

    // A tenant may appear, go and appear again within one tick of the clock; ids distinguish them by time.
    private Instant later() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(latest) ? now : latest.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    }

    private void forgetGone(TenantListing listing) {
        List<Event> gone = last.values().stream()
                .filter(event -> isGone(event) && listing.lacks(event.tenant()))
                .toList();
        if (!gone.isEmpty()) {
            List<String> subjects = gone.stream().map(Event::subject).toList();
            Foreign.run(JOURNAL, () -> journal.forget(subjects, timeout));
            gone.forEach(event -> last.remove(event.tenant()));
        }
    }

    private List<Event> changes(TenantListing listing, Instant time, Map<String, FailedTenant> failed) {
        List<Event> events = new ArrayList<>();
        listing.states().forEach((tenant, state) -> {
            if (!failed.containsKey(tenant)) {
                changes(last.get(tenant), state).forEach(change -> events.add(event(tenant, change, time)));
            }
        });
        last.forEach((tenant, event) -> {
            if (!isGone(event) && listing.lacks(tenant) && !failed.containsKey(tenant)) {
                events.add(event(tenant, TenantState.of(event).gone(), time));
            }
        });
        return events;
    }

    private static List<TenantState.Change> changes(@Nullable Event last, TenantState state) {
        return last == null || isGone(last)
                ? List.of(state.appeared())
                : TenantState.of(last).changesTo(state);
    }

    private static boolean isGone(Event event) {
        return event.type().equals(TenantEvents.GONE);
    }

    private Event event(String tenant, TenantState.Change change, Instant time) {
        return new Event(
                source, Event.Kind.LIFECYCLE, change.type(), tenant, TenantEvents.subject(tenant), time, change.data());
    }

    private void record(List<Event> events, List<Event> published) {
        Batcher batcher = new Batcher(Batcher.MOST_EVENTS, Batcher.MOST_BYTES);
        for (Event event : events) {
            recordBatch(batcher.add(event, Json.size(event.data())), published);
        }
        recordBatch(batcher.take(), published);
    }

    private void recordBatch(List<Event> batch, List<Event> published) {
        if (batch.isEmpty()) {
            return;
        }
        // Until the journal says so, it is not known whether they were published.
        isRestored = false;
        Foreign.run(JOURNAL, () -> journal.record(batch, timeout));
        isRestored = true;
        batch.forEach(this::remember);
        published.addAll(batch);
    }
}
