package io.clearmladmin.testkit.events;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.InventoryReport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An inventory in a process of its own, so that its heap can be bounded and measured. */
final class InventoryProcess {

    private InventoryProcess() {}

    private static final class Counting implements EventSink {

        final AtomicInteger events = new AtomicInteger();

        @Override
        public void emit(List<Event> batch, Duration deadline) {
            events.addAndGet(batch.size());
        }

        @Override
        public void close() {}
    }

    /** The server and the key come from the environment. */
    public static void main(String[] arguments) {
        Counting sink = new Counting();
        try (ClearMl clearml = ClearMl.fromEnvironment()) {
            InventoryReport report =
                    CompanyInventory.builder(clearml, sink).build().run();
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage)
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
            long perSecond =
                    report.published() * 1000L / Math.max(1, report.duration().toMillis());
            System.out.printf(
                    "published %d, emitted %d, whole %s, %d events/s, heap %d MiB of %d MiB at its peak%n",
                    report.published(),
                    sink.events.get(),
                    report.isComplete(),
                    perSecond,
                    peak >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }
}
