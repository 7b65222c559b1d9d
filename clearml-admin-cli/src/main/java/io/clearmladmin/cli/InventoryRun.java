package io.clearmladmin.cli;

import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.EventSink;
import io.clearmladmin.events.InventoryReport;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = {
            "Publishes one event for each tenant with custom events to Kafka, once. Kafka is set as for events doctor.",
            "For a schedule, run the emitters instead. Enterprise."
        },
        footer = {"", "Example:", "  clearml-admin inventory run --yes"})
@Prints(one = InventoryRun.Ran.class)
final class InventoryRun implements Action {

    record Ran(Instant start, int published, int failed, boolean complete) {}

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Override
    public ExitCode run(Invocation invocation) throws IOException {
        KafkaSettings kafka = KafkaSettings.from(invocation.surroundings().environment());
        confirmation.ask(
                invocation,
                "publish an inventory of tenants to the topic " + kafka.inventoryTopic() + " at "
                        + String.join(", ", kafka.bootstrapServers()));
        Progress progress = new Progress(invocation);
        try (EventSink sink = KafkaSink.open(kafka)) {
            InventoryReport report = CompanyInventory.builder(invocation.clearml(), sink)
                    .progress(far -> progress.at(far.published() + far.failed(), far.listed(), "tenants"))
                    .build()
                    .run();
            progress.end();
            report.failed().forEach(tenant -> invocation.messages().warn(tenant.toString()));
            invocation
                    .output()
                    .one(
                            Ran.class,
                            new Ran(
                                    report.start(),
                                    report.published(),
                                    report.failed().size(),
                                    report.isComplete()));
            return report.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
