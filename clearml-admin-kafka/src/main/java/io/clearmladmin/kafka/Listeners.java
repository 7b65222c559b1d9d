package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Failure;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are notified of what becomes of events. What one throws reaches neither the others nor Kafka's threads. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);

    private final List<KafkaSinkListener> all;
    private final Consumer<VirtualMachineError> fatal;

    /** {@code fatal} ends the sink. */
    Listeners(List<KafkaSinkListener> all, Consumer<VirtualMachineError> fatal) {
        this.all = List.copyOf(all);
        this.fatal = fatal;
    }

    void queued(List<PendingRecord> deliveries) {
        if (!all.isEmpty()) {
            deliveries.forEach(delivery -> each(listener -> listener.onQueued(delivery.event(), delivery.bytes())));
        }
    }

    void published(Event event, int bytes, long begun) {
        if (!all.isEmpty()) {
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            each(listener -> listener.onPublished(event, bytes, time));
        }
    }

    void failed(List<Failure> failures) {
        failures.forEach(failure -> each(listener -> listener.onFailed(failure)));
    }

    private void each(Consumer<KafkaSinkListener> what) {
        for (KafkaSinkListener listener : all) {
            Foreign.notify(LOG, "A KafkaSinkListener", () -> what.accept(listener), fatal);
        }
    }
}
