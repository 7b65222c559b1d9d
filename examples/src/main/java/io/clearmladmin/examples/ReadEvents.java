package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Prints all events of the topics that the environment names (see {@code KafkaSettings.fromEnvironment}) until it is
 * stopped. It reads committed transactions only.
 */
public final class ReadEvents {

    private ReadEvents() {}

    /** Runs until it is interrupted. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        KafkaSettings settings = KafkaSettings.fromEnvironment();
        try (KafkaConsumer<String, Event> reader =
                new KafkaConsumer<>(ReaderProperties.consumer(settings, "read-events"))) {
            reader.subscribe(List.of(settings.lifecycleTopic(), settings.inventoryTopic()));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, Event> record : reader.poll(Duration.ofSeconds(1))) {
                    print(record.value(), out);
                }
                reader.commitSync();
            }
        }
    }

    static void print(Event event, PrintStream out) {
        out.printf("%s  %-22s %s %s%n", event.time(), event.type(), event.subject(), event.data());
    }
}
