package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.CompanyMonitor;
import io.clearmladmin.events.InventoryReport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.function.IntSupplier;

/** Inventory and monitor of many tenants in a process of its own, so that its heap can be bounded and measured. */
final class TenantsProcess {

    private static final String MONITOR = "6f1c2b3a-0000-4000-8000-000000000004";

    private TenantsProcess() {}

    /** Arguments: address, name of the topics. ClearML: by the environment. */
    public static void main(String[] arguments) {
        KafkaSettings settings = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(arguments[0]), arguments[1])
                .build();
        try (ClearMl clearml = ClearMl.fromEnvironment()) {
            measure("inventory to Kafka", () -> inventory(clearml, settings));
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
                CompanyMonitor monitor = monitor(clearml, journal);
                measure(
                        "monitor, first check",
                        () -> monitor.check().published().size());
                for (int i = 0; i < 3; i++) {
                    measure(
                            "monitor, unchanged check",
                            () -> monitor.check().published().size());
                }
            }
            try (KafkaJournal journal = KafkaJournal.open(settings, MONITOR)) {
                CompanyMonitor again = monitor(clearml, journal);
                measure("monitor, restarted", () -> again.check().published().size());
            }
        }
    }

    private static CompanyMonitor monitor(ClearMl clearml, KafkaJournal journal) {
        return CompanyMonitor.builder(clearml, journal).source(MONITOR).build();
    }

    private static int inventory(ClearMl clearml, KafkaSettings settings) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            long[] read = new long[1];
            InventoryReport report = CompanyInventory.builder(clearml, sink)
                    .progress(step -> read[0] = step.published() == 0 ? System.nanoTime() : read[0])
                    .build()
                    .run();
            if (!report.isComplete()) {
                throw new IllegalStateException(report.toString());
            }
            System.out.printf("of which publishing took %d ms%n", (System.nanoTime() - read[0]) / 1_000_000);
            return report.published();
        }
    }

    private static void measure(String what, IntSupplier work) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        int published = work.getAsInt();
        long millis = Math.max(1, (System.nanoTime() - begin) / 1_000_000);
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%-26s published %6d in %6d ms, %6d events/s, heap %d MiB of %d MiB at its peak%n",
                what,
                published,
                millis,
                published * 1000L / millis,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }
}
