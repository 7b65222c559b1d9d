package io.clearmladmin.examples;

import io.clearmladmin.ClearMl;
import io.clearmladmin.embedded.EmbeddedKafka;
import io.clearmladmin.endpoint.Secret;
import io.clearmladmin.events.CompanyInventory;
import io.clearmladmin.events.Event;
import io.clearmladmin.events.InventoryReport;
import io.clearmladmin.events.MonitorEvents;
import io.clearmladmin.events.TenantFields;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.KafkaSink;
import io.clearmladmin.kafka.ReaderProperties;
import io.clearmladmin.kafka.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The quickstart's events: publishes tenants and task pods to a broker in this process, and reads them there. */
final class EventsStep {

    static final Duration TIME = Duration.ofSeconds(30);

    private final Steps steps;
    private final PrintStream out;
    private final ClearMl clearml;

    EventsStep(Steps steps, PrintStream out, ClearMl clearml) {
        this.steps = steps;
        this.out = out;
        this.clearml = clearml;
    }

    void run(String company, String name) {
        steps.step(
                "set its events' fields",
                () -> TenantFields.of(clearml, company)
                        .merge(Map.of("service_instance_id", name + "-1", "service_instance_name", name)),
                fields -> fields.size() + " fields");
        try (EmbeddedKafka kafka = steps.step(
                "start a Kafka broker", EmbeddedKafka::start, broker -> broker.loginAddress() + ", SCRAM-SHA-512")) {
            KafkaSettings settings = settings(kafka);
            steps.step(
                    "create the topics", () -> Topics.create(settings, 1, 1, TIME), names -> String.join(", ", names));
            int published = steps.step(
                    "inventory of tenants", () -> inventory(settings), events -> events + " events, durable");
            List<Event> read = steps.step(
                    "read them",
                    () -> read(settings, settings.inventoryTopic(), published),
                    events -> events.size() + " events");
            read.forEach(event -> {
                out.print("          ");
                ReadEvents.print(event, out);
            });
            new PodsStep(steps, out, settings).run(company);
        }
    }

    /** The settings to connect and log in to the broker. */
    static KafkaSettings settings(EmbeddedKafka kafka) {
        return KafkaSettings.builder()
                .bootstrapServers(kafka.loginAddress())
                .protocol(KafkaSettings.Protocol.SASL_PLAINTEXT)
                .login(EmbeddedKafka.USER, Secret.of(EmbeddedKafka.PASSWORD))
                .build();
    }

    /** Returns the number of events: one for each tenant, and one that closes the snapshot. */
    private int inventory(KafkaSettings settings) {
        try (KafkaSink sink = KafkaSink.open(settings)) {
            InventoryReport report =
                    CompanyInventory.builder(clearml, sink).build().run();
            if (!report.isComplete()) {
                throw new IllegalStateException(report.toString());
            }
            return report.published() + 1;
        }
    }

    /** Reads the first {@code count} events of a topic, without those about the monitor itself. */
    static List<Event> read(KafkaSettings settings, String topic, int count) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, Event> reader =
                new KafkaConsumer<>(ReaderProperties.consumer(settings, "quickstart-" + topic))) {
            reader.subscribe(List.of(topic));
            long end = System.nanoTime() + TIME.toNanos();
            while (events.size() < count && System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (!MonitorEvents.types().contains(record.value().type())) {
                        events.add(record.value());
                    }
                });
            }
        }
        return events;
    }
}
