/**
 * Events to Kafka: {@link io.clearmladmin.kafka.KafkaSink} publishes them at least once, {@link
 * io.clearmladmin.kafka.KafkaJournal} exactly once for a reader of what is committed.
 */
@NullMarked
package io.clearmladmin.kafka;

import org.jspecify.annotations.NullMarked;
