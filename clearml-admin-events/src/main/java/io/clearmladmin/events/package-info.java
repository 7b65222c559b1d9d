/**
 * What happened to tenants and their task pods, and how that is published: once, and without a gap.
 *
 * <pre>{@code
 * import io.clearmladmin.events.CompanyChanges;
 * import io.clearmladmin.events.CompanyInventory;
 * import io.clearmladmin.events.CompanyMonitor;
 * import io.clearmladmin.events.InventoryReport;
 * import java.time.Duration;
 * import java.util.List;
 *
 * InventoryReport report = CompanyInventory.builder(clearml, sink).build().run();
 * CompanyChanges changes = CompanyMonitor.builder(clearml, journal).source(monitorUuid).build().check();
 * sink.emit(List.of(event), Duration.ofSeconds(10));
 * }</pre>
 */
package io.clearmladmin.events;
