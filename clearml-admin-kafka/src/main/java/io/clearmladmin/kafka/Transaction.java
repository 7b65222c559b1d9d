package io.clearmladmin.kafka;

import io.clearmladmin.internal.threads.Deadline;
import io.clearmladmin.internal.threads.Foreign;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** One transaction of a {@link TransactionalWriter}. After a failure, only the writer is asked whether it can go on. */
final class Transaction {

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
    private boolean started;

    Transaction(TransactionalWriter writer, Producer<byte[], byte[]> producer, Duration timeout) {
        this.writer = writer;
        this.producer = producer;
        this.timeout = timeout;
    }

    /** Sends them; they are seen after the commit. */
    void send(List<Message> messages, Deadline deadline) throws TransactionFailure {
        work(deadline, () -> sendAll(messages));
    }

    void commit(Deadline deadline) throws TransactionFailure {
        work(deadline, this::commitAll);
    }

    /** Both in one go. */
    void sendAndCommit(List<Message> messages, Deadline deadline) throws TransactionFailure {
        work(deadline, () -> {
            sendAll(messages);
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

    private void work(Deadline deadline, Runnable step) throws TransactionFailure {
        try {
            writer.within(deadline, () -> {
                step.run();
                return true;
            });
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
        // The broker ends a transaction that takes too long by fencing it off, too; nobody else is there then.
        boolean timedOut = System.nanoTime() - begun >= timeout.toNanos();
        if ((Failures.isFenced(why) || Failures.isFenced(cause)) && timedOut) {
            writer.abandon();
            why = new TimeoutException("the broker ended the transaction after " + timeout);
            return new TransactionFailure(why, unknown, true, null);
        }
        if (Failures.isFenced(cause)) {
            why = new ProducerFencedException("another producer with the same transactional id has taken over");
        }
        boolean over = unknown || Failures.isFenced(why) || !aborted(deadline);
        if (over) {
            writer.abandon();
        }
        return new TransactionFailure(why, unknown, over, first == null ? null : first.message());
    }

    private boolean aborted(Deadline deadline) {
        try {
            return writer.within(deadline, () -> {
                if (started) {
                    producer.abortTransaction();
                }
                return true;
            });
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | CancellationException failure) {
            return false;
        }
    }
}
