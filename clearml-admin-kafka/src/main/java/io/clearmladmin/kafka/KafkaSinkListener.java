package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import java.time.Duration;

/**
 * Is notified of what becomes of each event that {@link KafkaSink#emit} is given, for metrics. Each is queued or not, and
 * is published or failed before {@code emit} ends.
 *
 * <p>Called on the threads that emit and on the one that Kafka's answers arrive on, several at a time: it must be safe for
 * many threads, and take a microsecond rather than a millisecond, since nothing else is sent while it runs. What it throws is
 * logged and harms nothing.
 *
 * <p>There is no notification for a snapshot: {@link KafkaSink#emitSnapshot} returns when it is published, and throws if not.
 */
public interface KafkaSinkListener {

    /**
     * An event stands in the queue.
     *
     * @param bytes what it takes with its key and headers, before compression, a little too high
     */
    default void onQueued(Event event, int bytes) {}

    /**
     * All in-sync replicas have an event.
     *
     * @param bytes as it was queued with
     * @param time since {@code emit} was called
     */
    default void onPublished(Event event, int bytes, Duration time) {}

    /**
     * {@code emit} gave an event up, as it says in its exception. One whose fate is unknown may be published later:
     * {@link #onPublished} is called then, too.
     */
    default void onFailed(Failure failure) {}
}
