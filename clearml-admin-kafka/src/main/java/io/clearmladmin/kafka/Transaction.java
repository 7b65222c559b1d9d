package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** One transaction of a {@link TransactionalWriter}. After a failure, only the writer is asked whether it can go on. */
final class Transaction {

    // What is smaller is sent as a whole: waking the writer's thread once more takes longer than it saves.
    private static final int PORTION = 250;

    private enum Stage {
        OPEN,
        COMMITTING,
        GIVEN_UP
    }

    /** The first message that failed. */
    private record Failed(@Nullable Message message, Exception why) {}

    private final TransactionalWriter writer;
    private final Producer<byte[], byte[]> producer;
    private final Duration timeout;
    private final long begun = System.nanoTime();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);
    private final AtomicReference<@Nullable Failed> failed = new AtomicReference<>();
    // Only the writer's thread looks at it.
    private boolean started;
    // Only the caller's thread changes these.
    private List<Message> next = new ArrayList<>();
    private @Nullable Future<?> handedOver;

    Transaction(TransactionalWriter writer, Producer<byte[], byte[]> producer, Duration timeout) {
        this.writer = writer;
        this.producer = producer;
        this.timeout = timeout;
    }

    /** Takes it, and sends what it has taken, portion by portion, while the caller makes the next; seen after the commit. */
    void send(Message message, Deadline deadline) throws TransactionFailure {
        next.add(message);
        if (next.size() == PORTION) {
            finish(deadline);
            List<Message> portion = next;
            next = new ArrayList<>(PORTION);
            handOver(() -> sendAll(portion));
        }
    }

    /** Sends the rest, and commits all. */
    void commit(Deadline deadline) throws TransactionFailure {
        finish(deadline);
        work(deadline, () -> {
            sendAll(next);
            commitAll();
        });
    }

    /** What is remembered is forgotten. */
    void sendTombstones(List<ProducerRecord<byte[], byte[]>> tombstones, Deadline deadline) throws TransactionFailure {
        work(deadline, () -> {
            start();
            tombstones.forEach(tombstone -> send(tombstone, null));
            commitAll();
        });
    }

    /** The caller cannot go on: nobody sees any of it. */
    TransactionFailure abort(Throwable why, Deadline deadline) {
        return failure(why, deadline);
    }

    private void work(Deadline deadline, Runnable step) throws TransactionFailure {
        handOver(step);
        finish(deadline);
    }

    private void handOver(Runnable step) throws TransactionFailure {
        try {
            handedOver = writer.submit(() -> {
                step.run();
                return true;
            });
        } catch (CancellationException failure) {
            throw givenUp(failure);
        }
    }

    /** Waits for what was handed over, if anything was. */
    private void finish(Deadline deadline) throws TransactionFailure {
        Future<?> last = handedOver;
        if (last == null) {
            return;
        }
        try {
            last.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException | CancellationException failure) {
            throw givenUp(failure);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (Foreign.isFatal(cause)) {
                writer.abandon();
                throw (VirtualMachineError) cause;
            }
            throw failure(cause, deadline);
        }
    }

    // Whoever is first decides: after this, the thread does not commit any more.
    private TransactionFailure givenUp(Exception why) {
        boolean neverCommitted = stage.compareAndSet(Stage.OPEN, Stage.GIVEN_UP);
        writer.abandon();
        String what = neverCommitted ? "it was not committed " : "its commit was not confirmed ";
        Exception reason = new TimeoutException(what + "before the deadline");
        if (why instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            reason = new InterruptedException(what + "before the thread was interrupted");
        } else if (why instanceof CancellationException) {
            reason = new CancellationException(what + "before it was closed");
        }
        return new TransactionFailure(reason, !neverCommitted, true, null);
    }

    private void sendAll(List<Message> messages) {
        start();
        for (Message message : messages) {
            send(message.record(), message);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, @Nullable Message message) {
        var unused = producer.send(record, (place, why) -> note(message, why));
    }

    private void start() {
        if (!started) {
            producer.beginTransaction();
            started = true;
        }
    }

    private void note(@Nullable Message message, @Nullable Exception why) {
        if (why != null) {
            failed.compareAndSet(null, new Failed(message, why));
        }
    }

    private void commitAll() {
        producer.flush();
        Failed first = failed.get();
        if (first != null) {
            throw new KafkaException(first.why());
        }
        if (!stage.compareAndSet(Stage.OPEN, Stage.COMMITTING)) {
            throw new KafkaException("given up");
        }
        producer.commitTransaction();
    }

    private TransactionFailure failure(Throwable cause, Deadline deadline) {
        Failed first = failed.get();
        Throwable why = first == null ? cause : first.why();
        boolean unknown = stage.get() == Stage.COMMITTING;
        boolean over = unknown || Failures.isFenced(why) || Failures.isFenced(cause);
        Throwable last = cause;
        if (!over) {
            Exception notAborted = aborting(deadline);
            if (notAborted != null) {
                over = true;
                last = notAborted;
            }
        }
        if (over) {
            writer.abandon();
        }
        boolean isFenced = over && (Failures.isFenced(why) || Failures.isFenced(last));
        // The broker ends a transaction that takes too long by fencing it off, too; nobody else is there then.
        if (isFenced && System.nanoTime() - begun >= timeout.toNanos()) {
            why = new TimeoutException("the broker ended the transaction after " + timeout);
            return new TransactionFailure(why, unknown, true, null);
        }
        if (isFenced && Failures.isFenced(last)) {
            why = new ProducerFencedException("another producer with the same transactional id has taken over");
        }
        return new TransactionFailure(why, unknown, over, first == null ? null : first.message());
    }

    /** Aborts it; what went wrong, if something did. */
    private @Nullable Exception aborting(Deadline deadline) {
        if (handedOver == null) {
            return null;
        }
        try {
            writer.within(deadline, () -> {
                if (started) {
                    producer.abortTransaction();
                }
                return true;
            });
            return null;
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return failure;
        } catch (ExecutionException | TimeoutException | CancellationException failure) {
            return failure;
        }
    }
}
