package io.clearmladmin.kafka;

import io.clearmladmin.events.Event;
import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One message on its way: who takes it out of the queue first, the sending thread or the caller who gave up, has it. */
final class Delivery implements Callback {

    private enum Stage {
        QUEUED,
        WITHDRAWN,
        SENDING,
        DURABLE,
        UNSENT,
        FAILED
    }

    private final Event event;
    private final int bytes;
    private final Emission emission;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private volatile @Nullable Exception failure;
    private volatile @Nullable Thread sender;
    // Only until it is sent: a large emission shall not keep what Kafka's client has copied, or what was given up.
    private volatile @Nullable ProducerRecord<byte[], byte[]> record;

    Delivery(Message message, Emission emission) {
        this.event = message.event();
        this.bytes = message.bytes();
        this.record = message.record();
        this.emission = emission;
    }

    Event event() {
        return event;
    }

    int bytes() {
        return bytes;
    }

    /** What is to be sent now, and cannot be withdrawn any more; null if it was withdrawn before. */
    @Nullable
    ProducerRecord<byte[], byte[]> begin() {
        ProducerRecord<byte[], byte[]> toSend = record;
        sender = Thread.currentThread();
        if (!stage.compareAndSet(Stage.QUEUED, Stage.SENDING)) {
            return null;
        }
        record = null;
        return toSend;
    }

    /** Whether it surely will not be sent from now on. */
    boolean withdraw() {
        if (stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN)) {
            record = null;
            emission.ended();
            return true;
        }
        return stage.get() == Stage.WITHDRAWN;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception exception) {
        failure = exception;
        if (!stage.compareAndSet(Stage.SENDING, outcome(exception))) {
            return;
        }
        if (exception == null) {
            emission.told(event, bytes);
        } else {
            emission.ended();
        }
    }

    private Stage outcome(@Nullable Exception exception) {
        if (exception == null) {
            return Stage.DURABLE;
        }
        // What fails before send() returns never came into a batch.
        return Thread.currentThread() == sender ? Stage.UNSENT : Stage.FAILED;
    }

    boolean isDurable() {
        return stage.get() == Stage.DURABLE;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    Fate fate() {
        Exception why = failure;
        if (why != null && Failures.isRefusal(why)) {
            return Fate.REFUSED;
        }
        Stage now = stage.get();
        boolean neverSent = now == Stage.QUEUED || now == Stage.WITHDRAWN || now == Stage.UNSENT;
        return neverSent ? Fate.NOT_EMITTED : Fate.UNKNOWN;
    }
}
