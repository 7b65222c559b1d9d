package io.clearmladmin.events;

import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run of an inventory publishes, and what became of it. Parts are published by one thread at a time. */
final class InventoryPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(CompanyInventory.class);
    private static final String SINK = "the sink";

    private final CompanyInventory.Settings settings;
    private final Instant start;
    private final InventoryEvents events;
    private final Instant began;
    private final List<FailedTenant> failed = new ArrayList<>();
    private final List<String> withoutFields = new ArrayList<>();
    private int listed;
    private int read;
    private int published;

    InventoryPublisher(CompanyInventory.Settings settings, Instant start) {
        this.settings = settings;
        this.start = start;
        this.events = new InventoryEvents(settings.source(), start);
        this.began = settings.clock().instant();
    }

    synchronized void begin(int tenants) {
        listed = tenants;
    }

    Event present(String tenant, int part, Map<String, Object> read) {
        return events.present(TenantEvents.PRESENT, tenant, TenantEvents.subject(tenant), part, read);
    }

    synchronized void noteRead(Event event) {
        read++;
        if (event.data().get("fields") instanceof Map<?, ?> fields && fields.isEmpty()) {
            withoutFields.add(event.tenant());
        }
        progress();
    }

    synchronized void fail(FailedTenant tenant) {
        read++;
        failed.add(tenant);
        progress();
    }

    private synchronized void progress() {
        InventoryProgress now = new InventoryProgress(read, published, failed.size(), listed);
        Foreign.notify(
                LOG,
                "The listener for the inventory's progress",
                () -> settings.progress().accept(now),
                error -> {});
    }

    /** Publishes a part that is not the last. */
    void publish(List<Event> part) {
        // Without an end, there is none that fails.
        var unused = publish(part, 0);
    }

    /** Publishes the last of so many parts and the end, as one. */
    InventoryReport end(List<Event> part, int parts) {
        Optional<String> unclosed = publish(part, parts);
        return new InventoryReport(start, published, failed, withoutFields, duration(), unclosed);
    }

    private Duration duration() {
        return Duration.between(began, settings.clock().instant());
    }

    /**
     * Publishes a part; with the end, if it is the last of so many ({@code 0} if not). Returns why the end was not published.
     */
    private Optional<String> publish(List<Event> part, int parts) {
        Deadline remaining = Deadline.within(settings.emitTimeout());
        List<Event> tenants = part;
        while (true) {
            List<Event> snapshot = parts == 0 ? tenants : withEnd(tenants, parts);
            if (snapshot.isEmpty()) {
                return Optional.empty();
            }
            try {
                Foreign.run(SINK, () -> settings.sink().emitSnapshot(snapshot, remaining.left()));
                settle(tenants.size(), List.of());
                return Optional.empty();
            } catch (EventsNotEmittedException notAll) {
                return settle(tenants, snapshot.get(snapshot.size() - 1), parts, notAll.failures());
            } catch (SnapshotNotEmittedException nothing) {
                List<Failure> refused = refused(nothing, tenants);
                settle(refused.size(), refused);
                tenants = without(refused, tenants);
                if (refused.isEmpty() || remaining.isOver()) {
                    return failAll(tenants, nothing);
                }
            }
        }
    }

    private static List<Failure> refused(SnapshotNotEmittedException nothing, List<Event> tenants) {
        Set<UUID> ids = tenants.stream().map(Event::id).collect(Collectors.toSet());
        return nothing.refused().stream()
                .filter(failure -> ids.contains(failure.event().id()))
                .toList();
    }

    private static List<Event> without(List<Failure> failures, List<Event> events) {
        Set<UUID> ids = failures.stream().map(failure -> failure.event().id()).collect(Collectors.toSet());
        return events.stream().filter(event -> !ids.contains(event.id())).toList();
    }

    private List<Event> withEnd(List<Event> tenants, int parts) {
        List<Event> snapshot = new ArrayList<>(tenants);
        snapshot.add(closing(published + tenants.size(), parts));
        return snapshot;
    }

    private Event closing(int count, int parts) {
        return events.complete(parts, count, failed.size(), duration());
    }

    private Optional<String> settle(List<Event> tenants, Event last, int parts, List<Failure> failures) {
        List<Failure> others = failures.stream()
                .filter(failure -> !failure.event().id().equals(last.id()))
                .toList();
        boolean isEnd = parts > 0;
        settle(isEnd ? tenants.size() : tenants.size() - 1, others);
        List<Failure> ofLast = failures;
        if (!others.isEmpty()) {
            // It was held back, since not all before it were published.
            ofLast = publishAlone(isEnd ? closing(published, parts) : last);
        }
        if (isEnd) {
            return ofLast.stream().map(InventoryPublisher::reason).findFirst();
        }
        settle(1, ofLast);
        return Optional.empty();
    }

    private List<Failure> publishAlone(Event event) {
        try {
            Foreign.run(SINK, () -> settings.sink().emit(List.of(event), settings.emitTimeout()));
            return List.of();
        } catch (EventsNotEmittedException notPublished) {
            return notPublished.failures();
        }
    }

    private Optional<String> failAll(List<Event> tenants, SnapshotNotEmittedException nothing) {
        Fate fate = nothing.fate() == Fate.UNKNOWN ? Fate.UNKNOWN : Fate.NOT_EMITTED;
        String why = String.valueOf(nothing.getMessage());
        settle(tenants.size(), Failure.of(tenants, fate, why));
        return Optional.of(why);
    }

    private synchronized void settle(int events, List<Failure> failures) {
        published += events - failures.size();
        failures.forEach(failure -> failed.add(failed(failure)));
        progress();
    }

    private static FailedTenant failed(Failure failure) {
        String name = failure.event().data().get("name") instanceof String text ? text : "";
        return new FailedTenant(failure.event().tenant(), name, reason(failure));
    }

    private static String reason(Failure failure) {
        return failure.fate() + ", " + failure.reason();
    }
}
