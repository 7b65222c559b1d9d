package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event as it goes to Kafka.
 *
 * @param event the event
 * @param record its record
 * @param bytes what it takes, a little too high
 */
record Message(Event event, ProducerRecord<byte[], byte[]> record, int bytes) {}
