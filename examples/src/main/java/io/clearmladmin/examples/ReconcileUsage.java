package io.clearmladmin.examples;

import io.clearmladmin.events.Event;
import io.clearmladmin.examples.UsageLedger.Finding;
import io.clearmladmin.kafka.KafkaSettings;
import io.clearmladmin.kafka.ReaderProperties;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Reads all events there are, prints what each tenant used in each hour that is closed, and what does not add up: gaps, unknown
 * ends, corrections, and pods that an inventory and the events of pods do not agree on. It computes all of it anew each time, so
 * it can check the totals that another reader keeps.
 */
public final class ReconcileUsage {

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private ReconcileUsage() {}

    /**
     * Ends with 0, or with 1 if something differs. The environment has the settings of Kafka (see {@code
     * KafkaSettings.fromEnvironment}). The arguments are the sources of the events that count, monitors and inventories; none
     * means all. Name those of one cluster if the topics have the events of more.
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        UsageLedger ledger = read(KafkaSettings.fromEnvironment(), Set.of(args));
        print(ledger, out);
        if (ledger.findings().stream().anyMatch(Finding::isDifference)) {
            System.exit(1);
        }
    }

    static void print(UsageLedger ledger, PrintStream out) {
        ledger.closed()
                .forEach(total -> out.printf(
                        "%s  %-20s %12s pod seconds %12s GPU seconds%n",
                        total.start(),
                        total.tenant(),
                        total.podSeconds().toPlainString(),
                        total.gpuSeconds().toPlainString()));
        out.println(
                "closed until " + ledger.watchedUntil().map(Object::toString).orElse("no time"));
        ledger.findings()
                .forEach(finding -> out.printf("%-16s %s: %s%n", finding.kind(), finding.subject(), finding.what()));
    }

    /** Reads from the first event to what is the last one now. */
    static UsageLedger read(KafkaSettings settings, Set<String> sources) {
        UsageLedger ledger = new UsageLedger();
        try (KafkaConsumer<String, Event> reader =
                new KafkaConsumer<>(ReaderProperties.consumer(settings, "reconcile-usage"))) {
            List<TopicPartition> partitions = Stream.of(settings.lifecycleTopic(), settings.inventoryTopic())
                    .distinct()
                    .flatMap(topic -> reader.partitionsFor(topic).stream())
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            // What a monitor published before it said up to when it watched may be in another partition: ends are
            // requested twice, and
            // it is believed if it said so before the first, when all that is read is up to the second.
            Map<TopicPartition, Long> watched = reader.endOffsets(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            long lastHeard = System.nanoTime();
            while (!isReadTo(ends, reader)) {
                ConsumerRecords<String, Event> records = poll(reader);
                for (ConsumerRecord<String, Event> each : records) {
                    Event event = each.value();
                    boolean isCounted = event != null && (sources.isEmpty() || sources.contains(event.source()));
                    boolean isEarly = each.offset()
                            < watched.getOrDefault(new TopicPartition(each.topic(), each.partition()), 0L);
                    if (isCounted && (isEarly || !event.subject().startsWith("monitor/"))) {
                        ledger.add(event);
                    }
                }
                long now = System.nanoTime();
                lastHeard = records.isEmpty() ? lastHeard : now;
                if (now - lastHeard > LONGEST_SILENCE.toNanos()) {
                    throw new IllegalStateException("the brokers send nothing more, but there is more to " + ends);
                }
            }
        }
        return ledger;
    }

    private static boolean isReadTo(Map<TopicPartition, Long> ends, KafkaConsumer<?, ?> reader) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    // The API server may write its own messages to the same topics; these are no events.
    private static ConsumerRecords<String, Event> poll(KafkaConsumer<String, Event> reader) {
        try {
            return reader.poll(Duration.ofSeconds(1));
        } catch (RecordDeserializationException other) {
            reader.seek(other.topicPartition(), other.offset() + 1);
            return ConsumerRecords.empty();
        }
    }
}
