package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Makes a {@link KafkaJournal}. */
public final class KafkaJournalBuilder {

    final KafkaSettings settings;
    final String monitorId;
    Duration restoreTimeout = Duration.ofMinutes(2);

    @Nullable
    MessageTemplates templates;

    // Tests stand between the journal and Kafka's client.
    UnaryOperator<Producer<byte[], byte[]>> around = UnaryOperator.identity();

    KafkaJournalBuilder(KafkaSettings settings, String monitorUuid) {
        this.settings = settings;
        this.monitorId = TransactionalId.check("monitor UUID", monitorUuid);
    }

    /** How long {@link KafkaJournal#restore()} may take, two minutes if nothing is said. */
    public KafkaJournalBuilder restoreTimeout(Duration time) {
        restoreTimeout = Deadline.checked(time);
        return this;
    }

    /** What the values of messages look like; JSON if nothing is said. What is remembered stays JSON. */
    public KafkaJournalBuilder templates(MessageTemplates choice) {
        templates = choice;
        return this;
    }

    /** Makes the journal; opens nothing yet. */
    public KafkaJournal build() {
        return new KafkaJournal(this);
    }
}
