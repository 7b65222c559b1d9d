package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.LifecycleJournal.RestoreHandler;
import io.clearmladmin.internal.text.SafeText;
import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.kafka.KafkaFailureException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journals remember: a compacted topic, its keys {@code <monitor>/<subject>}, so that many journals can share it. A
 * record's header says its format; those without it are of the first. What is an event, whatever its type and the format of its
 * record, is restored as one; what is not stays in the topic.
 */
final class StateTopic {

    /** The format that is written. One that a reader of this format reads wrongly must be none that it reads as an event. */
    static final Header FORMAT = new RecordHeader("state-format", EventRecords.bytes("1"));

    private static final Logger LOG = LoggerFactory.getLogger(StateTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final String prefix;

    StateTopic(KafkaSettings settings, String monitorId) {
        this.settings = settings;
        this.prefix = key(monitorId, "");
    }

    static String key(String monitorId, String subject) {
        return monitorId + "/" + subject;
    }

    /** Hands over everything that is committed, in its order, to the end as it is now, unless it is cut off meanwhile. */
    void read(RestoreHandler handler, Deadline deadline, BooleanSupplier isCut) {
        try (Opened<Consumer<String, byte[]>> opened = consumer(settings, "read_committed")) {
            Consumer<String, byte[]> consumer = opened.client();
            List<TopicPartition> partitions = partitions(consumer, deadline);
            // Not the end of what is committed: what this journal has committed may lie behind another's open
            // transaction, or its end may not yet stand in the topic. Both are waited for.
            Map<TopicPartition, Long> ends = ends(settings, partitions, wait(deadline));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<String, Unreadable> unreadable = new LinkedHashMap<>();
            while (!isAtEnd(consumer, ends, deadline)) {
                if (isCut.getAsBoolean()) {
                    throw new CancellationException("it was closed");
                }
                consumer.poll(POLL).forEach(record -> apply(record, handler, unreadable));
            }
            judge(List.copyOf(unreadable.values()));
        }
    }

    private void apply(
            ConsumerRecord<String, byte[]> record, RestoreHandler handler, Map<String, Unreadable> unreadable) {
        String key = record.key();
        if (key == null || !key.startsWith(prefix)) {
            return;
        }
        String subject = key.substring(prefix.length());
        // One that was written over harms nobody.
        unreadable.remove(subject);
        byte[] value = record.value();
        if (value == null) {
            handler.onForgotten(subject);
            return;
        }
        Event event;
        try {
            event = event(record, subject, value);
        } catch (SerializationException failure) {
            unreadable.put(subject, new Unreadable(where(record, failure), failure));
            handler.onForgotten(subject);
            return;
        }
        handler.onLast(event);
    }

    /** A record that cannot be read. */
    private record Unreadable(String where, SerializationException why) {}

    private static Event event(ConsumerRecord<String, byte[]> record, String subject, byte[] value) {
        Event event = EventRecords.read(record.headers(), value);
        if (!event.subject().equals(subject)) {
            throw new SerializationException("its event is of " + SafeText.line(event.subject()));
        }
        return event;
    }

    private static String where(ConsumerRecord<String, byte[]> record, SerializationException failure) {
        Header format = record.headers().lastHeader(FORMAT.key());
        boolean isLater = format != null && !Arrays.equals(format.value(), FORMAT.value());
        return "partition " + record.partition() + ", offset " + record.offset() + ", key "
                + SafeText.line(record.key())
                + " (" + (isLater ? "a later version wrote it; " : "")
                + SafeText.line(String.valueOf(failure.getMessage())) + ")";
    }

    private void judge(List<Unreadable> unreadable) {
        if (settings.isUnreadableStateSkipped()) {
            unreadable.forEach(one -> LOG.warn(
                    "A record of the state topic {} cannot be read and is skipped, as if nothing was ever published of its"
                            + " subject: {}",
                    settings.stateTopic(),
                    one.where()));
        } else if (!unreadable.isEmpty()) {
            Unreadable first = unreadable.get(0);
            throw new KafkaFailureException(
                    Reason.UNREADABLE_STATE,
                    unreadable.size() + " records of the state topic " + settings.stateTopic()
                            + " cannot be read; the first: " + first.where()
                            + ". Use the version that wrote it; or set skipUnreadableState, and what these records are about"
                            + " is published anew.",
                    first.why());
        }
    }

    private boolean isAtEnd(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Deadline deadline) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long position = consumer.position(end.getKey(), wait(deadline));
            if (position < end.getValue()) {
                if (deadline.isOver()) {
                    throw notRead(consumer, end.getKey(), position, end.getValue());
                }
                return false;
            }
        }
        return true;
    }

    private KafkaFailureException notRead(Consumer<?, ?> consumer, TopicPartition partition, long position, long end) {
        // What may be read now is read, and yet it is not the end.
        boolean isBehindTransaction = consumer.currentLag(partition).orElse(1) == 0;
        return new KafkaFailureException(
                Reason.TIMED_OUT,
                "The state topic " + settings.stateTopic() + " could not be read to its end in time: its partition "
                        + partition.partition() + " is read to offset " + position + " of " + end + ". "
                        + (isBehindTransaction
                                ? "A transaction has begun there and not ended. If it is one that was cut off, it ends"
                                        + " when its timeout is over: give restoring more time than that. If it never"
                                        + " ends, it hangs: look for it with kafka-transactions.sh find-hanging."
                                : "Give restoring more time."),
                null);
    }

    /** The ends of what is written, committed or not. */
    static Map<TopicPartition, Long> ends(KafkaSettings settings, List<TopicPartition> partitions, Duration wait) {
        try (Opened<Consumer<String, byte[]>> consumer = consumer(settings, "read_uncommitted")) {
            return consumer.client().endOffsets(partitions, wait);
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer, Deadline deadline) {
        var found = consumer.partitionsFor(settings.stateTopic(), wait(deadline));
        if (found == null || found.isEmpty()) {
            throw new KafkaFailureException(
                    Reason.MISSING_TOPIC,
                    "The state topic " + settings.stateTopic()
                            + " does not exist. Create it (Topics.create does it), or" + " correct its name.",
                    null);
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static Duration wait(Deadline deadline) {
        return deadline.left().plusMillis(1);
    }

    private static Opened<Consumer<String, byte[]>> consumer(KafkaSettings settings, String isolation) {
        Map<String, Object> properties = ClientProperties.reader(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return Clients.consumer(settings, properties);
    }
}
