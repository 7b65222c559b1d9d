package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.internal.Json;
import io.clearmladmin.system.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of an inventory. Batches are emitted by the thread that fills them, so that a slow sink slows the reading. */
final class InventoryRun {

    private final CompanyInventory.Builder settings;
    private final TenantReading reading;
    private final Instant start;
    private final Instant began;
    private final Batcher batcher = new Batcher(Batcher.MOST_EVENTS, Batcher.MOST_BYTES);
    private final List<FailedTenant> failed = new ArrayList<>();
    private final List<String> withoutFields = new ArrayList<>();
    private boolean countsUsers;
    private int listed;
    private int read;
    private int told;

    InventoryRun(CompanyInventory.Builder settings, Instant start) {
        this.settings = settings;
        this.reading = new TenantReading(settings.clearml);
        this.start = start;
        this.began = settings.clock.instant();
    }

    InventoryReport run() {
        List<Company> tenants = reading.withCustomEvents();
        listed = tenants.size();
        countsUsers = listed > 0 && reading.countsUsers();
        new Workers("clearml-inventory", settings.parallelism).each(tenants, this::tell);
        emit(rest());
        return close();
    }

    private void tell(Company tenant) {
        Event event;
        try {
            event = event(tenant);
        } catch (ClearMlException failure) {
            fail(FailedTenant.of(tenant, failure));
            return;
        }
        emit(gather(event, Json.size(event.data())));
    }

    private Event event(Company tenant) {
        Map<String, Object> fields = reading.fields(tenant.id());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", start.toString());
        tenant.name().ifPresent(name -> data.put("name", name));
        tenant.active().ifPresent(active -> data.put("active", active));
        data.put("fields", fields);
        if (countsUsers) {
            reading.usersByRole(tenant.id()).ifPresent(users -> data.put("users", users));
        }
        return event(TenantEvents.PRESENT, tenant.id(), TenantEvents.subject(tenant.id()), data);
    }

    private Event event(String type, String tenant, String subject, Map<String, Object> data) {
        return new Event(settings.source, Event.Kind.INVENTORY, type, tenant, subject, start, data);
    }

    private synchronized List<Event> gather(Event event, long size) {
        read++;
        if (event.data().get("fields") instanceof Map<?, ?> fields && fields.isEmpty()) {
            withoutFields.add(event.tenant());
        }
        progress();
        return batcher.add(event, size);
    }

    private synchronized List<Event> rest() {
        return batcher.take();
    }

    private void emit(List<Event> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Failure> failures = List.of();
        try {
            settings.sink.emit(batch, settings.emitTimeout);
        } catch (EventsNotEmittedException notAll) {
            failures = notAll.failures();
        }
        settle(batch.size(), failures);
    }

    private synchronized void settle(int events, List<Failure> failures) {
        told += events - failures.size();
        for (Failure failure : failures) {
            Event event = failure.event();
            String name = event.data().get("name") instanceof String text ? text : "";
            failed.add(new FailedTenant(event.tenant(), name, failure.fate() + ", " + failure.reason()));
        }
        progress();
    }

    private synchronized void fail(FailedTenant tenant) {
        read++;
        failed.add(tenant);
        progress();
    }

    private synchronized void progress() {
        settings.progress.accept(new InventoryProgress(read, told, failed.size(), listed));
    }

    private synchronized InventoryReport close() {
        Duration duration = Duration.between(began, settings.clock.instant());
        Optional<String> unclosed = Optional.empty();
        try {
            settings.sink.emit(List.of(closing(duration)), settings.emitTimeout);
        } catch (EventsNotEmittedException notTold) {
            unclosed = Optional.of(String.valueOf(notTold.getMessage()));
        }
        return new InventoryReport(start, told, failed, withoutFields, duration, unclosed);
    }

    // A repetition of a run with failures ends otherwise than the run did, so its end needs another id.
    private Event closing(Duration duration) {
        String subject = "inventory/" + start + (failed.isEmpty() ? "" : "/failed/" + failed.size());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", start.toString());
        data.put("count", told);
        data.put("failed", failed.size());
        data.put("duration_millis", Math.max(0, duration.toMillis()));
        return event(TenantEvents.INVENTORY_COMPLETE, "", subject, data);
    }
}
