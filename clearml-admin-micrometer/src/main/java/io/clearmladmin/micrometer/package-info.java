/**
 * Meters for any registry of Micrometer: {@link io.clearmladmin.micrometer.CallMeters} of a client, {@link
 * io.clearmladmin.micrometer.EventMeters} of sinks, journals and health, {@link io.clearmladmin.micrometer.RunMeters} of
 * inventories and checks, {@link io.clearmladmin.micrometer.KafkaMeters} of a sink to Kafka, {@link
 * io.clearmladmin.micrometer.PodMeters} of monitors, watches, look-ups, Leases and usage. Each needs the module of what it meters, and no other. In
 * Prometheus, their names are those of its conventions.
 *
 * <pre>{@code
 * import io.clearmladmin.ClearMl;
 * import io.clearmladmin.events.CompanyInventory;
 * import io.clearmladmin.events.EventSink;
 * import io.clearmladmin.events.InventoryReport;
 * import io.clearmladmin.micrometer.CallMeters;
 * import io.clearmladmin.micrometer.EventMeters;
 * import io.clearmladmin.micrometer.RunMeters;
 * import io.micrometer.core.instrument.MeterRegistry;
 * import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
 *
 * MeterRegistry registry = new SimpleMeterRegistry();
 * EventSink metered = EventMeters.in(registry).sink(sink);
 * try (ClearMl client = ClearMl.builder().listener(CallMeters.in(registry)).build()) {
 *     CompanyInventory inventory = CompanyInventory.builder(client, metered).build();
 *     InventoryReport report = RunMeters.in(registry).run(inventory::run, InventoryReport::isComplete);
 *     System.out.println(report.isComplete() + ", " + registry.getMeters().size() + " meters");
 * }
 * }</pre>
 */
@NullMarked
package io.clearmladmin.micrometer;

import org.jspecify.annotations.NullMarked;
