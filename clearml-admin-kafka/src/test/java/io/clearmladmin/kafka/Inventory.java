package io.clearmladmin.kafka;

import io.clearmladmin.ClearMl;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.InventoryProgress;
import io.clearmladmin.events.InventoryReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Makes one run of an inventory. Its main method is killed by a test. */
final class Inventory {

    private static final String SNAPSHOT_ID = "inventory";

    private Inventory() {}

    /** Arguments: address, name of the topics, start of the run, file that says that all was read. ClearML: by the environment. */
    public static void main(String[] arguments) {
        KafkaSettings settings = EmbeddedKafka.topics(
                        KafkaSettings.builder().bootstrapServers(arguments[0]), arguments[1])
                .build();
        Path ready = Path.of(arguments[3]);
        try (ClearMl clearml = ClearMl.fromEnvironment()) {
            InventoryReport report = run(clearml, settings, Instant.parse(arguments[2]), step -> {
                if (step.read() == step.listed() && step.published() == 0) {
                    say(ready);
                }
            });
            System.out.println(report);
        }
    }

    static InventoryReport run(
            ClearMl clearml,
            KafkaSettings settings,
            Instant start,
            java.util.function.Consumer<InventoryProgress> progress) {
        try (KafkaSink sink =
                KafkaSink.builder(settings).snapshotId(SNAPSHOT_ID).build()) {
            return CompanyInventory.builder(clearml, sink)
                    .progress(progress)
                    .build()
                    .run(start);
        }
    }

    private static void say(Path ready) {
        try {
            Files.writeString(ready, "read");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
