package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads the events of topics for somebody who looks at them: only what is committed, and without a trace, since it joins no
 * group, commits nothing and creates no topic. A service that must go on where it stopped takes {@link ReaderProperties}. For one
 * thread; an interrupt of it ends a call with a {@link KafkaFailureException}.
 */
public final class EventReader implements AutoCloseable {

    private final KafkaSettings settings;
    private final Opened<Consumer<String, byte[]>> opened;
    private Map<TopicPartition, Long> ends = Map.of();
    private long skipped;

    EventReader(KafkaSettings settings, Opened<Consumer<String, byte[]>> opened) {
        this.settings = settings;
        this.opened = opened;
    }

    /**
     * Opens one that begins with the first event that the topics have.
     *
     * @param time how long brokers may take
     * @throws KafkaFailureException if a topic does not exist, or no broker answers
     */
    public static EventReader fromBeginning(KafkaSettings settings, Collection<String> topics, Duration time) {
        return open(settings, topics, time, Consumer::seekToBeginning);
    }

    /** Opens one that begins with the next event that comes; else as {@link #fromBeginning}. */
    public static EventReader fromEnd(KafkaSettings settings, Collection<String> topics, Duration time) {
        return open(settings, topics, time, Consumer::seekToEnd);
    }

    /** Opens one that begins with the first event that Kafka has from this time on; else as {@link #fromBeginning}. */
    public static EventReader since(KafkaSettings settings, Collection<String> topics, Instant start, Duration time) {
        return open(settings, topics, time, (consumer, partitions) -> seek(consumer, partitions, start));
    }

    private static EventReader open(
            KafkaSettings settings,
            Collection<String> topics,
            Duration time,
            BiConsumer<Consumer<String, byte[]>, List<TopicPartition>> begin) {
        Deadline deadline = Deadline.in(time);
        Map<String, Object> properties = ClientProperties.reader(settings);
        properties.put("default.api.timeout.ms", Math.toIntExact(Math.max(1, time.toMillis())));
        Opened<Consumer<String, byte[]>> opened = Clients.consumer(settings, properties);
        EventReader reader = new EventReader(settings, opened);
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                partitions.addAll(reader.partitions(topic, deadline));
            }
            Consumer<String, byte[]> consumer = opened.client();
            consumer.assign(partitions);
            begin.accept(consumer, partitions);
            reader.ends = consumer.endOffsets(partitions);
            // Seeking is lazy: what is the end must be so before somebody publishes.
            partitions.forEach(consumer::position);
            return reader;
        } catch (KafkaException failure) {
            reader.close();
            throw ConnectFailures.failure(settings, "Reading " + String.join(", ", topics), failure);
        } catch (KafkaFailureException missing) {
            reader.close();
            throw missing;
        }
    }

    private List<TopicPartition> partitions(String topic, Deadline deadline) {
        List<TopicPartition> found =
                opened.client().partitionsFor(topic, Duration.ofNanos(Math.max(1, deadline.nanosLeft()))).stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
        if (found.isEmpty()) {
            throw new KafkaFailureException(
                    KafkaFailureException.Reason.MISSING_TOPIC,
                    "Reading " + topic + " at " + String.join(",", settings.bootstrapServers())
                            + ": the topic does not exist, or "
                            + Failures.who(settings) + " may not see it.",
                    null);
        }
        return found;
    }

    private static void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant start) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, start.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, first.offset());
            }
        });
    }

    /**
     * The next events, those of a partition in their order; empty if none came in this time. Messages that are no events, such
     * as the API server's own or those of a message template, are counted and left out.
     */
    public List<Event> read(Duration atMost) {
        List<Event> events = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> message : opened.client().poll(atMost)) {
                add(events, message);
            }
        } catch (KafkaException failure) {
            throw Failures.of(settings, "Reading events", failure);
        }
        return events;
    }

    private void add(List<Event> events, ConsumerRecord<String, byte[]> message) {
        byte[] value = message.value();
        if (value == null) {
            skipped++;
            return;
        }
        try {
            events.add(EventRecords.read(message.headers(), value));
        } catch (SerializationException noEvent) {
            skipped++;
        }
    }

    /** How many messages were no events. */
    public long skipped() {
        return skipped;
    }

    /** Whether all is read that the topics had when this was opened. */
    public boolean isPastStart() {
        try {
            return ends.entrySet().stream().allMatch(end -> opened.client().position(end.getKey()) >= end.getValue());
        } catch (KafkaException failure) {
            throw Failures.of(settings, "Reading events", failure);
        }
    }

    /** Closes it, within a second. */
    @Override
    public void close() {
        opened.close();
    }
}
