/**
 * Events to Kafka: {@link io.clearmladmin.kafka.KafkaSink} publishes them at least once, {@link
 * io.clearmladmin.kafka.KafkaJournal} exactly once for a reader of what is committed.
 *
 * <!-- not run: needs a broker -->
 * <pre>{@code
 * import io.clearmladmin.kafka.KafkaJournal;
 * import io.clearmladmin.kafka.KafkaSink;
 * import io.clearmladmin.kafka.Topics;
 * import java.time.Duration;
 * import java.util.List;
 *
 * Topics.checkForJournal(settings, Duration.ofSeconds(10));
 * try (KafkaJournal exactlyOnce = KafkaJournal.open(settings, monitorUuid)) {
 *     exactlyOnce.restore();
 *     exactlyOnce.record(List.of(event), Duration.ofSeconds(10));
 * }
 * try (KafkaSink atLeastOnce = KafkaSink.open(settings)) {
 *     atLeastOnce.emit(List.of(event), Duration.ofSeconds(10));
 * }
 * }</pre>
 */
@NullMarked
package io.clearmladmin.kafka;

import org.jspecify.annotations.NullMarked;
