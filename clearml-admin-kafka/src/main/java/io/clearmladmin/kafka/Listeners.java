package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told what becomes of events. What one throws reaches neither the others nor Kafka's threads. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);

    private final List<KafkaSinkListener> all;

    Listeners(List<KafkaSinkListener> all) {
        this.all = List.copyOf(all);
    }

    void queued(List<Delivery> deliveries) {
        if (!all.isEmpty()) {
            deliveries.forEach(delivery -> tell(listener -> listener.onQueued(delivery.event(), delivery.bytes())));
        }
    }

    void told(Event event, int bytes, long begun) {
        if (!all.isEmpty()) {
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            tell(listener -> listener.onTold(event, bytes, time));
        }
    }

    void failed(List<Failure> failures) {
        failures.forEach(failure -> tell(listener -> listener.onFailed(failure)));
    }

    private void tell(Consumer<KafkaSinkListener> what) {
        for (KafkaSinkListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException | LinkageError | AssertionError thrown) {
                LOG.warn("A KafkaSinkListener threw, which does not disturb the sink", thrown);
            }
        }
    }
}
