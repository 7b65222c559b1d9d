package io.clearmladmin.events;

import io.clearmladmin.errors.ClearMlException;
import io.clearmladmin.internal.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of an inventory. A part is published by the thread whose tenant does not fit into it, while the others wait: there is
 * never more than one part in memory.
 */
final class InventoryRun {

    private final CompanyInventory.Settings settings;
    private final TenantReader reading;
    private final InventoryPublisher publishing;
    private final Batcher part;
    private int parts = 1;
    private boolean countsUsers;

    InventoryRun(CompanyInventory.Settings settings, Instant start) {
        this.settings = settings;
        this.reading = new TenantReader(settings.clearml());
        this.publishing = new InventoryPublisher(settings, start);
        this.part = new Batcher(settings.maxPartEvents(), settings.maxPartBytes());
    }

    InventoryReport run() {
        List<ListedTenant> tenants = reading.withCustomEvents();
        publishing.begin(tenants.size());
        countsUsers = !tenants.isEmpty() && reading.countsUsers();
        new ParallelForEach("clearml-inventory", settings.parallelism()).each(tenants, this::publish);
        synchronized (this) {
            return publishing.end(part.take(), parts);
        }
    }

    private void publish(ListedTenant tenant) {
        if (tenant.hasNoId()) {
            publishing.fail(FailedTenant.withoutId(tenant));
            return;
        }
        Map<String, Object> data;
        try {
            data = read(tenant);
        } catch (ClearMlException | IllegalArgumentException failure) {
            publishing.fail(FailedTenant.of(tenant, failure));
            return;
        }
        gather(tenant.id(), data, Json.size(data));
    }

    private Map<String, Object> read(ListedTenant tenant) {
        Map<String, Object> fields = reading.fields(tenant.id());
        Map<String, Object> data = new LinkedHashMap<>();
        tenant.name().ifPresent(name -> data.put("name", name));
        tenant.active().ifPresent(active -> data.put("active", active));
        data.put("fields", fields);
        if (countsUsers) {
            reading.usersByRole(tenant.id()).ifPresent(users -> data.put("users", users));
        }
        return data;
    }

    private synchronized void gather(String tenant, Map<String, Object> data, long size) {
        if (!part.hasRoom(size)) {
            publishing.publish(part.take());
            parts++;
        }
        Event event = publishing.present(tenant, parts, data);
        // It fits in, so that nothing is handed back.
        var unused = part.add(event, size);
        publishing.noteRead(event);
    }
}
