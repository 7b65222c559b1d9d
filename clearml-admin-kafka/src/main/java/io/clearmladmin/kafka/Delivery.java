package io.clearmladmin.kafka;

import io.clearmladmin.events.EventsNotEmittedException.Fate;
import java.util.concurrent.CountDownLatch;
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
    private final CountDownLatch open;
    private final Runnable whenEnded;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
    private volatile @Nullable Exception failure;
    private volatile @Nullable Thread sender;

    Delivery(Message message, CountDownLatch open, Runnable whenEnded) {
        this.message = message;
        this.open = open;
        this.whenEnded = whenEnded;
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
            end();
            return true;
        }
        return stage.get() == Stage.WITHDRAWN;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception exception) {
        failure = exception;
        if (stage.compareAndSet(Stage.SENDING, outcome(exception))) {
            end();
        }
    }

    private Stage outcome(@Nullable Exception exception) {
        if (exception == null) {
            return Stage.DURABLE;
        }
        // What fails before send() returns never came into a batch.
        return Thread.currentThread() == sender ? Stage.UNSENT : Stage.FAILED;
    }

    private void end() {
        open.countDown();
        whenEnded.run();
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
