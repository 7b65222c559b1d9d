package io.clearmladmin.kafka;

import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
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

    private final Message message;
    private final Emission emission;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private volatile @Nullable Exception failure;
    private volatile @Nullable Thread sender;

    Delivery(Message message, Emission emission) {
        this.message = message;
        this.emission = emission;
    }

    Message message() {
        return message;
    }

    /** Whether it is still to be sent; from now on it cannot be withdrawn. */
    boolean begin() {
        sender = Thread.currentThread();
        return stage.compareAndSet(Stage.QUEUED, Stage.SENDING);
    }

    /** Whether it surely will not be sent from now on. */
    boolean withdraw() {
        if (stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN)) {
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
            emission.told(message);
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
